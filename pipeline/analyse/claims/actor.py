"""Who acts: the subject of the verb before a number, if it names somebody who can act."""

from __future__ import annotations

from pipeline.analyse.claims.lexicon import wording

_LEVELS = ("两级", "三级", "县级", "省级", "市级", "乡镇级", "本级")
# Whom something is done for or to: 为企业挽回损失, 向群众发放.
_RECEIVED = frozenset("为帮替给对向将把使让助")


def actor(text: str, subject: str, start: int, end: int) -> str:
    """``subject`` where it can act, else "".

    Args:
        text: the view's text.
        subject: the words before the verb, as read from ``[start, end)``.
    """
    lexicon = wording()
    if len(subject) < 2 or not subject.endswith((*lexicon.agents, *lexicon.persons)) or subject in _LEVELS:
        return ""
    subject = subject.removeprefix("由")
    at = text.rfind(subject, start, end)
    received = (
        at < 0 or subject[0] in _RECEIVED or subject[0] == "每" or (at > 0 and text[at - 1] in _RECEIVED)
    )
    return "" if received else subject
