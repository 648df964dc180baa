"""Every setting of the product, read from the environment once. The README's table is checked against this file."""

from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, AliasPath, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Frozen settings. Secrets print as stars."""

    model_config = SettingsConfigDict(env_prefix="ASTARS_", frozen=True, extra="ignore", populate_by_name=True)

    # The three stores. `astars run` starts embedded ones for those that are not set.
    mongodb_url: SecretStr = Field(SecretStr(""), validation_alias="MONGODB_URL")
    redis_url: SecretStr = Field(SecretStr(""), validation_alias="REDIS_URL")
    s3_endpoint_url: str = Field("", validation_alias="S3_ENDPOINT_URL")
    s3_public_url: str = Field("", validation_alias="S3_PUBLIC_URL")
    s3_access_key: SecretStr = Field(SecretStr(""), validation_alias="S3_ACCESS_KEY")
    s3_secret_key: SecretStr = Field(SecretStr(""), validation_alias="S3_SECRET_KEY")
    s3_bucket: str = Field("astars", validation_alias="S3_BUCKET")
    s3_region: str = Field("us-east-1", validation_alias="S3_REGION")

    # Where the product is reached.
    host: str = "127.0.0.1"
    port: int = Field(8000, validation_alias=AliasChoices("ASTARS_PORT", "PORT"))
    public_url: str = ""
    allowed_origins: str = ""
    trusted_proxies: str = ""
    var: Path = Path("var")
    log_level: str = "info"

    commands_per_second: float = 20.0
    sockets_per_address: int = 500
    transport: Literal["direct", "stock"] = "direct"

    # The outside world.
    demo: bool = False
    sandbox_url: str = ""
    smtp_url: SecretStr = SecretStr("")
    mail_from: str = "Astars <no-reply@astars.example>"
    sms_url: str = "https://sms.ru"
    sms_key: SecretStr = SecretStr("")
    sms_countries: str = "RU,BY,KZ,UA,AM,GE,KG,UZ,MD,AZ,TJ,TM,LT,LV,EE,DE,IL,US,GB,FR,IT,ES,TR,RS,PL,FI,CY,AE"
    telegram_api_url: str = "https://api.telegram.org"
    telegram_bot_token: SecretStr = SecretStr("")
    yookassa_url: str = "https://api.yookassa.ru/v3"
    yookassa_shop_id: str = ""
    yookassa_secret_key: SecretStr = SecretStr("")
    yookassa_tax_system_code: int | None = Field(None, ge=1, le=6)
    yookassa_vat_code: int = Field(1, ge=1, le=12)
    yookassa_payment_mode: Literal["full_payment", "full_prepayment"] = "full_payment"
    push_private_key: SecretStr = SecretStr("")
    push_services: str = "fcm.googleapis.com,push.services.mozilla.com,push.apple.com,notify.windows.com"
    metrics_token: SecretStr = SecretStr("")

    @model_validator(mode="after")
    def _demo_stays_a_demo(self) -> Self:
        if not self.demo:
            return self
        production = [name for name, url in self._outside().items() if url and not _is_loopback(url)]
        if production:
            raise ValueError(f"ASTARS_DEMO=true is refused with a production setting: {', '.join(production)}")
        return self

    def _outside(self) -> dict[str, str]:
        return {
            "ASTARS_PUBLIC_URL": self.public_url,
            "ASTARS_SMTP_URL": self.smtp_url.get_secret_value(),
            "ASTARS_SMS_URL": self.sms_url if self.sms_key.get_secret_value() else "",
            "ASTARS_TELEGRAM_API_URL": self.telegram_api_url if self.telegram_bot_token.get_secret_value() else "",
            "ASTARS_YOOKASSA_URL": self.yookassa_url if self.yookassa_shop_id else "",
        }

    @classmethod
    def variables(cls) -> dict[str, list[str]]:
        """Each field's environment variables, the strongest first."""
        return {name: _variables(name, info.validation_alias) for name, info in cls.model_fields.items()}

    @property
    def base_url(self) -> str:
        """Where browsers reach the product, without a trailing slash."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def public_host(self) -> str:
        """The host of `base_url`: what a code in an SMS is bound to."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def is_secure(self) -> bool:
        """Whether browsers come over TLS; then cookies are Secure and HSTS is sent."""
        return self.base_url.startswith("https://")

    @property
    def origins(self) -> frozenset[str]:
        """Origins whose pages may act with a session cookie. On loopback both of its usual names are ours."""
        listed = (one.strip().rstrip("/") for one in self.allowed_origins.split(","))
        own = {self.base_url}
        if _is_loopback(self.base_url):
            port = urlsplit(self.base_url).port
            own |= {f"http://{host}:{port}" for host in ("127.0.0.1", "localhost")}
        return frozenset(own | {one for one in listed if one})


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")


def _variables(name: str, alias: str | AliasPath | AliasChoices | None) -> list[str]:
    if isinstance(alias, AliasChoices):
        return [str(one) for one in alias.choices]
    return [str(alias)] if alias else [f"ASTARS_{name.upper()}"]
