"""Orders that ask the person at the screen: a text in a box, and whether Esc was pressed.

They need LibreOffice's own context, so they work for a click on a button; over a connection from elsewhere nobody asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addin.engines.libreoffice.far.basis import Basis

if TYPE_CHECKING:
    from addin.engines.libreoffice.far.keys import Escapes

BULLET = ord("•")
WIDTH, MARGIN, LINE, BUTTON = 260, 8, 14, 60
"""In dialog units."""
OK, CANCEL = 1, 2
"""com.sun.star.awt.PushButtonType"""


class Asking(Basis):
    """What a person is asked. `office` is LibreOffice's own context."""

    office: Any = None
    escapes: Escapes | None = None

    def ask(self, question: str, given: str, hidden: str) -> str:
        """Return what the person types, "" when they give up."""
        if self.office is None:
            return ""
        dialog = _dialog(self._new, question, given, hidden)
        dialog.createPeer(self._new("com.sun.star.awt.Toolkit"), self._window())
        field = dialog.getControl("answer")
        field.setSelection(_all(given))
        field.setFocus()
        answered = dialog.execute()
        text = field.Text
        dialog.dispose()
        return str(text) if answered else ""

    def escaped(self) -> bool:
        """Return whether Esc was pressed since the last time; what was told last shows meanwhile.

        What is typed goes nowhere else.
        """
        if self.office is None:
            return False
        toolkit = self._new("com.sun.star.awt.Toolkit")
        if self.escapes is None:
            from addin.engines.libreoffice.far.keys import Escapes  # noqa: PLC0415 - only LibreOffice can read it

            self.escapes = Escapes()
            toolkit.addKeyHandler(self.escapes)
        self._indicator().start(self.told, 0)
        toolkit.processEventsToIdle()
        pressed, self.escapes.pressed = self.escapes.pressed, False
        return pressed

    def end(self) -> None:
        """Let what is typed go to the document again."""
        if self.escapes:
            self._new("com.sun.star.awt.Toolkit").removeKeyHandler(self.escapes)
            self.escapes = None
            self._indicator().end()

    def _indicator(self) -> Any:
        return self.document.CurrentController.StatusIndicator

    def _window(self) -> Any:
        return self.document.CurrentController.Frame.ContainerWindow

    def _new(self, service: str) -> Any:
        return self.office.ServiceManager.createInstanceWithContext(service, self.office)


def _all(text: str) -> Any:
    import uno  # noqa: PLC0415

    selection = uno.createUnoStruct("com.sun.star.awt.Selection")
    selection.Min, selection.Max = 0, len(text)
    return selection


def _dialog(new: Any, question: str, given: str, hidden: str) -> Any:
    lines = 1 + len(question) // 60 + question.count("\n")
    below = MARGIN + lines * LINE
    model = new("com.sun.star.awt.UnoControlDialogModel")
    model.Title, model.Width, model.Height = "Accounton", WIDTH, below + 3 * LINE + 2 * MARGIN
    inner = WIDTH - 2 * MARGIN
    _put(model, "FixedText", "question", (MARGIN, MARGIN, inner, lines * LINE), Label=question, MultiLine=True)
    looks = {"EchoChar": BULLET} if hidden else {}
    _put(model, "Edit", "answer", (MARGIN, below, inner, LINE), Text=given, **looks)
    top = below + LINE + MARGIN
    for place, (name, kind) in enumerate((("cancel", CANCEL), ("ok", OK)), 1):
        left = WIDTH - place * (BUTTON + MARGIN)
        _put(model, "Button", name, (left, top, BUTTON, LINE + 2), PushButtonType=kind, DefaultButton=kind == OK)
    dialog = new("com.sun.star.awt.UnoControlDialog")
    dialog.setModel(model)
    return dialog


def _put(model: Any, kind: str, name: str, area: tuple[int, int, int, int], **properties: Any) -> None:
    control = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    control.PositionX, control.PositionY, control.Width, control.Height = area
    for property_name, value in properties.items():
        setattr(control, property_name, value)
    model.insertByName(name, control)
