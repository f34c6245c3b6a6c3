"""One set of line icons, tinted by the theme when painted.

An icon asks for the theme's colour each time it is drawn, so nothing has to be set anew when the
theme changes, and it is drawn at the pixels asked for, so it is sharp on any screen.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import (
    QColor,
    QIcon,
    QIconEngine,
    QPagedPaintDevice,
    QPainter,
    QPixmap,
    QPixmapCache,
)

from rvuedge_desktop.ui.theme.current import current_theme

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer


@cache
def _source(name: str) -> bytes:
    from rvuedge_desktop.resources import resource_path

    return resource_path("icons", f"{name}.svg").read_bytes()


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    # QtSvg is wanted at the first icon, not at import.
    from PySide6.QtSvg import QSvgRenderer

    return QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", color.encode())))


def paint_icon(painter: QPainter, rect: QRectF, name: str, role: str = "ink") -> None:
    """Draw an icon in the colour of `role`: a kept picture on a screen, vectors on paper."""
    color = current_theme().color(role).name()
    box, device = _square(rect), painter.device()
    turned = painter.transform().isScaling() or painter.transform().isRotating()
    if turned or device is None or isinstance(device, QPagedPaintDevice):
        _renderer(name, color).render(painter, box)
        return
    ratio = device.devicePixelRatio()
    edge = max(1, round(box.width()))
    # On whole pixels, so that nothing is smoothed.
    x, y = round(box.x() * ratio) / ratio, round(box.y() * ratio) / ratio
    painter.drawPixmap(QPointF(x, y), _pixmap(name, color, QSize(edge, edge), ratio))


def pixmap(name: str, role: str = "ink", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of `size` logical pixels for a screen of `ratio`, cached."""
    return _pixmap(name, current_theme().color(role).name(), QSize(size, size), ratio)


def _pixmap(name: str, color: str, size: QSize, ratio: float) -> QPixmap:
    pixels = QSize(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
    key = f"rvuedge/{name}/{color}/{pixels.width()}x{pixels.height()}@{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = QPixmap(pixels)
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    _renderer(name, color).render(painter, _square(QRectF(0, 0, pixels.width(), pixels.height())))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def _square(rect: QRectF) -> QRectF:
    edge = min(rect.width(), rect.height())
    return QRectF(
        rect.x() + (rect.width() - edge) / 2, rect.y() + (rect.height() - edge) / 2, edge, edge
    )


class _Engine(QIconEngine):
    def __init__(self, name: str, role: str, role_on: str) -> None:
        super().__init__()
        self._name, self._role, self._role_on = name, role, role_on

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            role = "faint"
        else:
            role = self._role_on if state == QIcon.State.On else self._role
        return current_theme().color(role).name()

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _pixmap(self._name, self._color(mode, state), size, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        return _pixmap(self._name, self._color(mode, state), size, scale)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        edge = min(size.width(), size.height())
        return QSize(edge, edge)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role, self._role_on)

    def key(self) -> str:
        return "rvuedge"

    def isNull(self) -> bool:
        return False


@cache
def icon(name: str, role: str = "ink", role_on: str = "") -> QIcon:
    """The icon `name` in the colour of `role`; `role_on` while its button is checked."""
    _source(name)  # a name that does not exist fails here and not while painting
    return QIcon(_Engine(name, role, role_on or role))
