Attribute VB_Name = "AccountonPerson"
Option Explicit

' Asks the person at the screen; addin/procedures.py says what each procedure does.

Private Const ESCAPE_KEY As Long = &H1B
Private Const DOWN_OR_PRESSED As Long = &H8001

#If Mac Then
#ElseIf VBA7 Then
    Private Declare PtrSafe Function GetAsyncKeyState Lib "user32" (ByVal key As Long) As Integer
    Private Declare PtrSafe Function GetForegroundWindow Lib "user32" () As LongPtr
#Else
    Private Declare Function GetAsyncKeyState Lib "user32" (ByVal key As Long) As Integer
    Private Declare Function GetForegroundWindow Lib "user32" () As Long
#End If

' Down now, or pressed since it was asked last; only while Excel is in front: elsewhere Esc means something else.
' A Mac cannot be asked.
Public Function AccountonEscaped() As Boolean
    #If Mac Then
        AccountonEscaped = False
    #Else
        Dim pressed As Boolean
        pressed = (GetAsyncKeyState(ESCAPE_KEY) And DOWN_OR_PRESSED) <> 0
        AccountonEscaped = pressed And GetForegroundWindow() = Application.hWnd
    #End If
End Function

' VBA has no box that hides what is typed: "hidden" is for other programs.
Public Function AccountonAsk(ByVal question As String, ByVal given As String, ByVal hidden As String) As String
    AccountonAsk = InputBox(question, "Accounton", given)
End Function
