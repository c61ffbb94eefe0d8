Attribute VB_Name = "AccountonChoices"
Option Explicit

' What a person chooses from on our sheets, and their sections; addin/procedures.py says what each procedure does.

Private Const CHOICE_FILL As Long = &HE1F6FF
Private Const CHOICE_LINE As Long = &HA09BA3
Private Const SECTION_SIZE As Long = 12
Private Const TEXT_SIZE As Long = 10
Private Const TEXT_INK As Long = &H33291F

Public Sub AccountonChoices(ByVal sheetName As String, ByVal listsName As String, _
    ByVal areas As String, ByVal sources As String)
    Dim sheet As Worksheet, lists As Worksheet, places() As String, offered() As String, i As Long
    Set sheet = ThisWorkbook.Worksheets(sheetName)
    Set lists = ThisWorkbook.Worksheets(listsName)
    places = Split(areas, Chr$(30))
    offered = Split(sources, Chr$(30))
    For i = 0 To UBound(places)
        Offer sheet.Range(places(i)), lists.Range(offered(i))
    Next i
End Sub

Public Sub AccountonSections(ByVal sheetName As String, ByVal titles As String, ByVal remarks As String)
    Dim sheet As Worksheet, number As Variant
    Set sheet = ThisWorkbook.Worksheets(sheetName)
    For Each number In Split(titles, " ")
        DressAcross sheet.Cells(CLng(number), 1), SECTION_SIZE, True
    Next number
    For Each number In Split(remarks, " ")
        DressAcross sheet.Cells(CLng(number), 1), TEXT_SIZE, False
    Next number
End Sub

' Nothing typed is refused: Python judges it, and speaks the reader's language.
Private Sub Offer(cells As Range, choices As Range)
    With cells.Validation
        .Delete
        .Add Type:=xlValidateList, Formula1:="=" & choices.Worksheet.Name & "!" & LocalAddress(choices)
        .IgnoreBlank = True
        .InCellDropdown = True
        .ShowError = False
        .ShowInput = False
    End With
    cells.Interior.Color = CHOICE_FILL
    cells.Borders.LineStyle = xlContinuous
    cells.Borders.Color = CHOICE_LINE
End Sub

' Where a person has Excel write R1C1, it reads so as well, in its own language.
Private Function LocalAddress(cells As Range) As String
    If Application.ReferenceStyle = xlR1C1 Then
        LocalAddress = cells.AddressLocal(ReferenceStyle:=xlR1C1)
    Else
        LocalAddress = cells.Address
    End If
End Function

Private Sub DressAcross(cell As Range, ByVal size As Long, ByVal bold As Boolean)
    With cell
        .Font.Size = size
        .Font.Bold = bold
        .Font.Color = TEXT_INK
        .Font.Underline = xlUnderlineStyleNone
        .WrapText = False
    End With
End Sub
