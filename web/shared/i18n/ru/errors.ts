import type { ErrorKey } from "../i18n";

export const errors: Readonly<Record<ErrorKey, string>> = {
  "error.unauthenticated": "Войдите, чтобы продолжить.",
  "error.forbidden": "У вас нет доступа к этому действию.",
  "error.not_found": "Ничего не найдено. Возможно, это уже удалено.",
  "error.validation_failed": "Проверьте, пожалуйста, заполненные поля.",
  "error.conversation_inactive": "Консультация завершена: писать в этот чат больше нельзя.",
  "error.rate_limited": "Слишком много попыток. Подождите немного и повторите.",
  "error.conflict": "Данные уже изменились. Обновите страницу и повторите.",
  "error.too_large": "Файл слишком большой.",
  "error.unsupported_type": "Файлы такого типа не поддерживаются.",
  "error.attachment_not_ready": "Файл ещё не загружен до конца.",
  "error.invalid_credentials": "Неверный логин или пароль",
  "error.code_invalid": "Неверный код. Проверьте цифры в последнем СМС.",
  "error.code_expired": "Срок действия кода истёк. Запросите новый.",
  "error.promo_invalid": "Такой промокод не действует.",
  "error.certificate_invalid": "Такой сертификат не действует.",
  "error.payment_failed": "Оплата не прошла. Деньги не списаны.",
  "error.unavailable": "Нет связи с сервисом. Проверьте интернет и повторите чуть позже.",
  "error.internal": "Что-то пошло не так. Мы уже разбираемся.",
};
