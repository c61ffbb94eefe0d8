Attribute VB_Name = "AccountonRibbon"
Option Explicit

' What the ribbon calls. A control carries its texts in its tag, with bars between: label, screen tip, super tip and
' key tip in French, then the same in Dutch, then in English. What a button does is in Python, in addin/ribbon.py.

Private Const LABEL_TEXT As Long = 0
Private Const SCREEN_TIP As Long = 1
Private Const SUPER_TIP As Long = 2
Private Const KEY_TIP As Long = 3
Private Const TEXTS As Long = 4
Private Const FRENCH As Long = 0
Private Const DUTCH As Long = 1
Private Const ENGLISH As Long = 2
Private Const USER_INTERFACE As Long = 2
Private Const COUNTRY_OF_EXCEL As Long = 1

' Esc is asked for between batches, in Python; otherwise Excel would break off in the middle of a call.
Public Sub AccountonClick(control As IRibbonControl)
    Application.EnableCancelKey = xlDisabled
    RunPython "import addin.ribbon; addin.ribbon." & control.ID & "('" & Split("fr nl en")(ReaderLanguage()) & "')"
End Sub

Public Sub AccountonLabel(control As IRibbonControl, ByRef text)
    text = TextOf(control, LABEL_TEXT)
End Sub

Public Sub AccountonScreentip(control As IRibbonControl, ByRef text)
    text = TextOf(control, SCREEN_TIP)
End Sub

Public Sub AccountonSupertip(control As IRibbonControl, ByRef text)
    text = TextOf(control, SUPER_TIP)
End Sub

Public Sub AccountonKeytip(control As IRibbonControl, ByRef text)
    text = TextOf(control, KEY_TIP)
End Sub

Private Function TextOf(control As IRibbonControl, ByVal which As Long) As String
    TextOf = Split(control.Tag, "|")(ReaderLanguage() * TEXTS + which)
End Function

' The language of Excel's own interface; where it cannot be asked, as on some Macs, that of the Excel as installed.
Private Function ReaderLanguage() As Long
    Dim program As Object, code As Long, country As Long
    Set program = Application
    On Error Resume Next
    code = program.LanguageSettings.LanguageID(USER_INTERFACE) And &H3FF
    If code = 0 Then country = program.International(COUNTRY_OF_EXCEL)
    On Error GoTo 0
    If code = &HC Or country = 33 Then
        ReaderLanguage = FRENCH
    ElseIf code = &H13 Or country = 31 Then
        ReaderLanguage = DUTCH
    Else
        ReaderLanguage = ENGLISH
    End If
End Function
