"""A curve as SVG, in a few lines and without a library."""

import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 640, 340
LEFT, RIGHT, TOP, BOTTOM = 80, 24, 44, 56
COLOURS = ("#0b5fa5", "#c2410c")


def curve(file, title, x_name, y_name, series, logarithmic):
    """Draws series (name → list of x and y); y begins at 0; x may be logarithmic."""
    points = [point for line in series.values() for point in line]
    xs = sorted({x for x, _ in points})
    top = nice(max(y for _, y in points))

    def x_at(x):
        at = math.log10 if logarithmic else float
        low, high = at(xs[0]), at(xs[-1])
        part = 0.5 if high == low else (at(x) - low) / (high - low)
        return LEFT + part * (WIDTH - LEFT - RIGHT)

    def y_at(y):
        return HEIGHT - BOTTOM - y / top * (HEIGHT - TOP - BOTTOM)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' font-family="sans-serif" font-size="12"><title>{escape(title)}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        text(LEFT, 20, title, "start", 'font-size="14" font-weight="bold"'),
        text(LEFT, 36, y_name, "start", 'fill="#555555"'),
        text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, x_name, "middle", 'fill="#555555"'),
    ]
    for i in range(6):
        y = top * i / 5
        out.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y_at(y):.1f}" y2="{y_at(y):.1f}"'
            ' stroke="#dddddd"/>'
        )
        out.append(text(LEFT - 8, y_at(y) + 4, short(y), "end"))
    for x in xs:
        out.append(text(x_at(x), HEIGHT - BOTTOM + 18, short(x), "middle"))
    for i, (name, line) in enumerate(series.items()):
        colour = COLOURS[i % len(COLOURS)]
        path = " ".join(f"{x_at(x):.1f},{y_at(y):.1f}" for x, y in line)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for x, y in line:
            out.append(f'<circle cx="{x_at(x):.1f}" cy="{y_at(y):.1f}" r="4" fill="{colour}"/>')
        if len(series) > 1:
            out.append(text(WIDTH - RIGHT, 20 + 16 * i, name, "end", f'fill="{colour}"'))
    out.append("</svg>")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(out) + "\n", encoding="utf-8")


def text(x, y, words, anchor, more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}>{escape(words)}</text>'


def nice(value):
    """The next of 1, 2, 2.5, 5 and 10 times a power of ten."""
    if value <= 0:
        return 1
    power = 10 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value)


def short(value):
    if value >= 1e6:
        return f"{value / 1e6:g} M"
    if value >= 1e3:
        return f"{value / 1e3:g} k"
    return f"{value:g}"
