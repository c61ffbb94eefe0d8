Attribute VB_Name = "AccountonProcedures"
Option Explicit

' Draws what Python decided, where xlwings would need a call per cell; addin/procedures.py says what each one does.
' A protected sheet cannot be drawn on and its password cannot be lifted from here: AccountonProtected tells beforehand.

Private Const ERROR_SIGN As String = "!"
Private Const ERROR_FILL As Long = &HD0D5FB
Private Const ERROR_INK As Long = &H1C1C9B
Private Const WARNING_SIGN As String = "?"
Private Const WARNING_FILL As Long = &HB8EBFD
Private Const WARNING_INK As Long = &H4A7A
Private Const FIXED_SIGN As String = "~"
Private Const FIXED_FILL As Long = &HE3EFDD
Private Const FIXED_INK As Long = &H3A5E1B
Private Const FORMAT_COLUMN As Long = 8
Private Const KIND_COLUMN As Long = 9
Private Const TEXT_COLUMN As Long = 10
Private Const NUMBER_COLUMN As Long = 11
Private Const TEXT_FONT As String = "Arial"
Private Const TEXT_SIZE As Long = 10
Private Const TITLE_SIZE As Long = 14
Private Const TITLE_HEIGHT As Long = 22
Private Const TEXT_INK As Long = &H33291F
Private Const LINK_INK As Long = &H5F4E1F
Private Const HEADING_FILL As Long = &H5F4E1F
Private Const HEADING_INK As Long = &HFFFFFF
Private Const NOTE_CHARACTERS As Long = 38
Private Const NOTE_WIDTH As Double = 195
Private Const NOTE_LINE As Double = 12.75
Private Const NOTE_MARGIN As Double = 9

Public Function AccountonProtected() As Boolean
    AccountonProtected = ThisWorkbook.ProtectStructure Or ThisWorkbook.ActiveSheet.ProtectContents
End Function

' What is in view: sheet, visible areas of the selection, active cell, names; a chart's name after a slash.
Public Function AccountonView() As String
    Dim seen As String, sheet As Object
    If TypeOf ThisWorkbook.ActiveSheet Is Worksheet Then
        seen = ThisWorkbook.ActiveSheet.Name & Chr$(30) & Selected()
    Else
        seen = Chr$(30) & Chr$(30)
    End If
    For Each sheet In ThisWorkbook.Sheets
        seen = seen & Chr$(30) & IIf(TypeOf sheet Is Worksheet, "", "/") & sheet.Name
    Next sheet
    AccountonView = seen
End Function

Public Sub AccountonPrepare(ByVal shown As String, ByVal hidden As String)
    Dim name As Variant, seen As Object
    Set seen = ThisWorkbook.ActiveSheet
    For Each name In Split(shown, Chr$(30))
        EmptyOrAdd name
    Next name
    For Each name In Split(hidden, Chr$(30))
        EmptyOrAdd name
        ThisWorkbook.Worksheets(name).Columns("A:J").NumberFormat = "@"
        ThisWorkbook.Worksheets(name).Visible = xlSheetVeryHidden
    Next name
    If Not ThisWorkbook.ActiveSheet Is seen Then seen.Activate
End Sub

' Excel deletes no sheet that is very hidden.
Public Sub AccountonRemove(ByVal sheetNames As String)
    Dim name As Variant, asks As Boolean
    asks = Application.DisplayAlerts
    Application.DisplayAlerts = False
    For Each name In Split(sheetNames, Chr$(30))
        ThisWorkbook.Worksheets(name).Visible = xlSheetVisible
        ThisWorkbook.Worksheets(name).Delete
    Next name
    Application.DisplayAlerts = asks
End Sub

Public Sub AccountonMark(ByVal sheetName As String, ByVal gridName As String, ByVal area As String)
    Dim client As Worksheet, grid As Worksheet
    Set client = ThisWorkbook.Worksheets(sheetName)
    RemoveFormats client, gridName
    RemoveReasons client
    Set grid = Found(gridName)
    If Not grid Is Nothing Then grid.Visible = xlSheetVeryHidden
    If area <> "" Then
        AddFormats client.Range(area), grid
        AddReasons client, grid
    End If
End Sub

Public Sub AccountonCorrect(ByVal sheetName As String, ByVal fixedName As String)
    Dim client As Worksheet, fixed As Worksheet, cell As Range, i As Long
    Set client = ThisWorkbook.Worksheets(sheetName)
    Set fixed = ThisWorkbook.Worksheets(fixedName)
    For i = 2 To fixed.UsedRange.Rows.Count
        If IsListed(fixed, i, sheetName) And fixed.Cells(i, KIND_COLUMN).Value = "" Then
            Set cell = client.Cells(CLng(fixed.Cells(i, 2).Value), CLng(fixed.Cells(i, 3).Value))
            Keep cell, fixed, i
            cell.NumberFormat = "@"
            cell.Value = Unquoted(fixed.Cells(i, 4).Value)
        End If
    Next i
End Sub

Public Sub AccountonRestore(ByVal sheetName As String, ByVal fixedName As String)
    Dim client As Worksheet, fixed As Worksheet, i As Long
    Set client = ThisWorkbook.Worksheets(sheetName)
    Set fixed = ThisWorkbook.Worksheets(fixedName)
    For i = 2 To fixed.UsedRange.Rows.Count
        If IsListed(fixed, i, sheetName) And fixed.Cells(i, KIND_COLUMN).Value <> "" Then
            GiveBack client.Cells(CLng(fixed.Cells(i, 2).Value), CLng(fixed.Cells(i, 3).Value)), fixed, i
            fixed.Rows(i).ClearContents
        End If
    Next i
End Sub

Public Function AccountonVisible(ByVal sheetName As String, ByVal area As String) As String
    Dim block As Range
    Set block = ThisWorkbook.Worksheets(sheetName).Range(area)
    If block.Count > 1 Then Set block = Visible(block)
    AccountonVisible = Told(block)
End Function

Public Sub AccountonDress(ByVal sheetName As String, ByVal widths As String, ByVal headings As String)
    Dim sheet As Worksheet, used As Range, i As Long, numbers() As String
    Set sheet = ThisWorkbook.Worksheets(sheetName)
    Set used = sheet.UsedRange
    numbers = Split(widths, " ")
    For i = 0 To UBound(numbers)
        sheet.Columns(i + 1).ColumnWidth = Val(numbers(i))
    Next i
    DressText used
    numbers = Split(headings, " ")
    For i = 0 To UBound(numbers)
        DressHeading Intersect(used, sheet.Rows(CLng(numbers(i))))
    Next i
    sheet.Rows(1).RowHeight = TITLE_HEIGHT
    With sheet.Range("A1")
        .Font.Size = TITLE_SIZE
        .Font.Bold = True
        .Font.Color = TEXT_INK
        .Font.Underline = xlUnderlineStyleNone
        .WrapText = False
    End With
    DressPage sheet
End Sub

Private Sub EmptyOrAdd(ByVal name As String)
    Dim sheet As Worksheet
    Set sheet = Found(name)
    If sheet Is Nothing Then
        Set sheet = ThisWorkbook.Worksheets.Add(After:=ThisWorkbook.Sheets(ThisWorkbook.Sheets.Count))
        sheet.Name = name
    Else
        sheet.Cells.Clear
        sheet.Cells.Validation.Delete
    End If
End Sub

' Areas and active cell, with the separator between.
Private Function Selected() As String
    Dim chosen As Range
    Set chosen = ThisWorkbook.Windows(1).RangeSelection
    Selected = Chr$(30) & ThisWorkbook.Windows(1).ActiveCell.row & " " & ThisWorkbook.Windows(1).ActiveCell.column
    If chosen.Address = ThisWorkbook.Windows(1).ActiveCell.MergeArea.Address Then Exit Function
    Set chosen = Visible(chosen)
    Selected = Told(chosen) & Selected
End Function

' Excel raises an error where no cell is visible.
Private Function Visible(block As Range) As Range
    On Error Resume Next
    Set Visible = block.SpecialCells(xlCellTypeVisible)
End Function

Private Function Told(block As Range) As String
    Dim area As Range, areas As String
    If block Is Nothing Then Exit Function
    For Each area In block.areas
        areas = areas & " " & area.row & " " & area.column & " " & _
            area.row + area.Rows.Count - 1 & " " & area.column + area.Columns.Count - 1
    Next area
    Told = Mid$(areas, 2)
End Function

' A line without a column is not to be touched.
Private Function IsListed(fixed As Worksheet, ByVal line As Long, ByVal sheetName As String) As Boolean
    IsListed = fixed.Cells(line, 1).Value = sheetName And fixed.Cells(line, 3).Value <> ""
End Function

Private Sub Keep(cell As Range, fixed As Worksheet, ByVal line As Long)
    Dim kind As String, text As String
    If cell.HasFormula Then
        kind = "formula"
        text = cell.Formula
    ElseIf IsEmpty(cell.Value2) Then
        kind = "empty"
    ElseIf VarType(cell.Value2) = vbBoolean Then
        kind = "truth"
        text = IIf(cell.Value2, "TRUE", "FALSE")
    ElseIf VarType(cell.Value2) = vbDouble Then
        kind = "number"
        fixed.Cells(line, NUMBER_COLUMN).Value2 = cell.Value2
    Else
        kind = "text"
        text = CStr(cell.Value2)
    End If
    fixed.Cells(line, FORMAT_COLUMN).Value = cell.NumberFormat
    fixed.Cells(line, TEXT_COLUMN).Value = Unquoted(text)
    fixed.Cells(line, KIND_COLUMN).Value = kind
End Sub

' The format comes last, but for a text: Excel would make a number of it, and in a text cell a text of anything.
Private Sub GiveBack(cell As Range, fixed As Worksheet, ByVal line As Long)
    cell.NumberFormat = IIf(fixed.Cells(line, KIND_COLUMN).Value = "text", "@", "General")
    Select Case fixed.Cells(line, KIND_COLUMN).Value
        Case "text": cell.Value = Unquoted(fixed.Cells(line, TEXT_COLUMN).Value)
        Case "number": cell.Value2 = fixed.Cells(line, NUMBER_COLUMN).Value2
        Case "formula": cell.Formula = fixed.Cells(line, TEXT_COLUMN).Value
        Case "truth": cell.Value2 = fixed.Cells(line, TEXT_COLUMN).Value = "TRUE"
        Case "empty": cell.ClearContents
    End Select
    cell.NumberFormat = fixed.Cells(line, FORMAT_COLUMN).Value
End Sub

Private Sub DressText(used As Range)
    With used
        .Font.Name = TEXT_FONT
        .Font.Size = TEXT_SIZE
        .Font.Color = TEXT_INK
        .VerticalAlignment = xlTop
        .WrapText = True
    End With
    With used.Columns(1)
        .WrapText = False
        .Font.Color = LINK_INK
        .Font.Underline = xlUnderlineStyleSingle
    End With
End Sub

Private Sub DressHeading(heading As Range)
    With heading
        .Font.Bold = True
        .Font.Color = HEADING_INK
        .Font.Underline = xlUnderlineStyleNone
        .Interior.Color = HEADING_FILL
    End With
End Sub

' Only looks: without a printer Excel refuses to set up a page, and that is no reason to stop.
Private Sub DressPage(sheet As Worksheet)
    Dim view As Object
    On Error Resume Next
    For Each view In ThisWorkbook.Windows(1).SheetViews
        If view.Sheet.Name = sheet.Name Then view.DisplayGridlines = False
    Next view
    With sheet.PageSetup
        .Orientation = xlLandscape
        .Zoom = False
        .FitToPagesWide = 1
        .FitToPagesTall = False
    End With
End Sub

Private Sub RemoveFormats(client As Worksheet, ByVal gridName As String)
    Dim formats As FormatConditions, i As Long
    Set formats = client.Cells.FormatConditions
    For i = formats.Count To 1 Step -1
        If InStr(Condition(formats(i)), gridName) > 0 Then formats(i).Delete
    Next i
End Sub

' Colour scales, data bars and icon sets have no condition.
Private Function Condition(ByVal shown As Object) As String
    On Error Resume Next
    Condition = shown.Formula1
End Function

Private Sub AddFormats(area As Range, grid As Worksheet)
    AddFormat area, grid, FIXED_SIGN, FIXED_FILL, FIXED_INK
    AddFormat area, grid, WARNING_SIGN, WARNING_FILL, WARNING_INK
    AddFormat area, grid, ERROR_SIGN, ERROR_FILL, ERROR_INK
End Sub

Private Sub AddFormat(area As Range, grid As Worksheet, ByVal sign As String, ByVal fill As Long, ByVal ink As Long)
    Dim last As Range, reasons As String, shown As FormatCondition
    Set last = area.Cells(area.Rows.Count, area.Columns.Count)
    reasons = grid.Name & "!" & area.Worksheet.Range("A1", last).Address
    Set shown = area.FormatConditions.Add(Type:=xlExpression, Formula1:=Translated( _
        "=LEFT(INDEX(" & reasons & ",ROW(),COLUMN()),1)=""" & sign & """", grid.Cells(last.Row + 1, 1)))
    shown.Interior.Color = fill
    shown.Font.Color = ink
    Select Case sign
        Case ERROR_SIGN
            shown.Font.Bold = True
            Frame shown, ink, xlContinuous
        Case WARNING_SIGN
            shown.Font.Italic = True
            Frame shown, ink, xlDash
        Case FIXED_SIGN
            shown.Font.Underline = xlUnderlineStyleSingle
            Frame shown, ink, xlDot
    End Select
    PutFirst shown
End Sub

Private Sub Frame(shown As FormatCondition, ByVal ink As Long, ByVal style As Long)
    Dim side As Variant
    For Each side In Array(xlLeft, xlRight, xlTop, xlBottom)
        shown.Borders(side).LineStyle = style
        shown.Borders(side).Color = ink
    Next side
End Sub

' Before the user's own formats, which stay in force as well.
Private Sub PutFirst(ByVal shown As Object)
    shown.StopIfTrue = False
    shown.SetFirstPriority
End Sub

' The condition of a format is read in the language of Excel, the formula of a cell in English: a cell translates.
Private Function Translated(ByVal formula As String, scratch As Range) As String
    scratch.Formula = formula
    Translated = scratch.FormulaLocal
    scratch.ClearContents
End Function

Private Sub RemoveReasons(client As Worksheet)
    Dim note As Comment, marked As New Collection, own As Long
    For Each note In client.Comments
        If InStr(note.Text, Marker()) > 0 Then marked.Add note
    Next note
    For Each note In marked
        own = InStr(note.Text, Marker()) - 1
        If own > 2 Then
            Shorten note, Left$(note.Text, own - 2)
        Else
            note.Delete
        End If
    Next note
End Sub

' Deleting characters keeps the looks of the others; where it does not work, the text alone is kept.
Private Sub Shorten(note As Comment, ByVal kept As String)
    On Error Resume Next
    note.Shape.TextFrame.Characters(Len(kept) + 1).Delete
    On Error GoTo 0
    If note.Text <> kept Then note.Text kept
End Sub

Private Sub AddReasons(client As Worksheet, grid As Worksheet)
    Dim reasons As Variant, row As Long, column As Long
    reasons = grid.UsedRange.Value
    If Not IsArray(reasons) Then Exit Sub
    For row = 1 To UBound(reasons, 1)
        For column = 1 To UBound(reasons, 2)
            If Not IsEmpty(reasons(row, column)) And row + column > 2 Then
                AddReason client.Cells(row, column), Mid$(reasons(row, column), 2)
            End If
        Next column
    Next row
End Sub

Private Sub AddReason(cell As Range, ByVal reason As String)
    Dim added As String
    If IsHidden(cell) Or HasThread(cell) Then Exit Sub
    added = Marker() & vbLf & reason
    If cell.Comment Is Nothing Then
        cell.AddComment added
        Fit cell.Comment, added
    Else
        cell.Comment.Text vbLf & vbLf & added, Len(cell.Comment.Text) + 1, False
    End If
End Sub

Private Sub Fit(note As Comment, ByVal told As String)
    Dim paragraph As Variant, lines As Long
    For Each paragraph In Split(told, vbLf)
        lines = lines + 1 + Len(paragraph) \ NOTE_CHARACTERS
    Next paragraph
    note.Shape.Width = NOTE_WIDTH
    note.Shape.Height = NOTE_MARGIN + NOTE_LINE * lines
End Sub

' Of merged cells only the first one can have a note.
Private Function IsHidden(cell As Range) As Boolean
    If cell.MergeCells Then IsHidden = cell.Address <> cell.MergeArea.Cells(1, 1).Address
End Function

' A cell with a conversation cannot have a note as well; older versions of Excel do not know conversations.
Private Function HasThread(ByVal cell As Object) As Boolean
    On Error Resume Next
    HasThread = Not cell.CommentThreaded Is Nothing
End Function

' Excel takes a first apostrophe for a mark of text, also in "'t Hoen" and also in a text cell.
Private Function Unquoted(ByVal text As String) As String
    Unquoted = IIf(Left$(text, 1) = "'", "'" & text, text)
End Function

Private Function Marker() As String
    Marker = ChrW$(8212) & " Accounton " & ChrW$(8212)
End Function

Private Function Found(ByVal sheetName As String) As Worksheet
    Dim sheet As Worksheet
    For Each sheet In ThisWorkbook.Worksheets
        If sheet.Name = sheetName Then Set Found = sheet
    Next sheet
End Function
