"""Stored text in the languages the product speaks."""

from pydantic import BaseModel, ConfigDict


class Text(BaseModel):
    """One text in Russian and English; both are always there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ru: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language` ("ru" or "en"); every other language reads the Russian original."""
        return self.en if language == "en" else self.ru
