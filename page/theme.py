"""The page's looks as Gradio's own settings, so that menus, fields and toasts follow the tokens."""

import inspect

import gradio as gr

_FONT = ["system-ui", "Segoe UI", "sans-serif"]

_TOKENS = {
    "background_fill_primary": "var(--surface)",
    "background_fill_secondary": "var(--paper)",
    "block_background_fill": "transparent",
    "block_border_width": "0px",
    "block_info_text_color": "var(--ink-2)",
    "block_label_background_fill": "transparent",
    "block_label_text_color": "var(--ink-2)",
    "block_padding": "0px",
    "block_radius": "var(--r-m)",
    "block_shadow": "none",
    "block_title_text_color": "var(--ink-2)",
    "body_background_fill": "var(--paper)",
    "body_text_color": "var(--ink)",
    "body_text_color_subdued": "var(--ink-2)",
    "border_color_accent": "var(--accent)",
    "border_color_primary": "var(--line)",
    "button_border_width": "0px",
    "button_primary_background_fill": "var(--accent)",
    "button_primary_background_fill_hover": "var(--accent)",
    "button_primary_text_color": "var(--accent-ink)",
    "button_secondary_background_fill": "transparent",
    "button_secondary_background_fill_hover": "var(--line)",
    "button_secondary_text_color": "var(--ink)",
    "button_transition": "none",
    "checkbox_background_color_selected": "var(--accent)",
    "color_accent": "var(--accent)",
    "color_accent_soft": "var(--line)",
    "input_background_fill": "var(--surface)",
    "input_background_fill_focus": "var(--surface)",
    "input_border_color": "var(--line)",
    "input_border_color_focus": "var(--accent)",
    "input_placeholder_color": "var(--ink-2)",
    "input_shadow": "none",
    "input_shadow_focus": "none",
    "layout_gap": "0px",
    "link_text_color": "var(--accent)",
    "link_text_color_hover": "var(--accent)",
    "link_text_color_visited": "var(--accent)",
    "link_text_color_active": "var(--accent)",
    "shadow_drop": "none",
}
"""Setting of Gradio's theme -> the token that it takes, in light and in dark."""


def make_theme() -> gr.themes.Base:
    """Return Gradio's plain theme with the tokens of ``styles/tokens.css`` in it."""
    known = inspect.signature(gr.themes.Base.set).parameters
    dark = {f"{name}_dark": value for name, value in _TOKENS.items() if f"{name}_dark" in known}
    theme = gr.themes.Base(font=_FONT, font_mono=["ui-monospace", "monospace"])
    return theme.set(**_TOKENS, **dark)
