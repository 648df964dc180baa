import type { Catalogue } from "../i18n";

export const privacy = {
  "privacy.devices": "Устройства",
  "privacy.devices_text": "Здесь видно, где вы вошли. Незнакомое устройство лучше отключить и сменить пароль.",
  "privacy.device_here": "Это устройство",
  "privacy.device_named": "{browser}, {platform}",
  "privacy.device_unknown": "Неизвестное устройство",
  "privacy.device_seen": "Последняя активность: {moment}",
  "privacy.device_since": "Вход: {moment}",
  "privacy.device_end": "Выйти",
  "privacy.device_end_named": "Выйти на устройстве: {device}",
  "privacy.device_ended": "Устройство отключено",
  "privacy.others_end": "Выйти на всех остальных устройствах",
  "privacy.others_ended": "На остальных устройствах выход выполнен",

  "privacy.consents": "Согласия",
  "privacy.consents_text":
    "Когда и с какими документами вы согласились. Если документ с тех пор изменился, рядом есть пометка.",
  "privacy.consents_none": "Пока ни одного. Согласие спрашиваем при оформлении заказа.",
  "privacy.consent_for": "Заказ «{service}»",
  "privacy.consent_version": "редакция от {date}",
  "privacy.consent_changed": "Есть новая редакция",
  "privacy.consent_unnamed": "Политика конфиденциальности и правила услуг, действовавшие в тот день.",
  "privacy.consents_more": "Показать ещё",

  "privacy.data": "Мои данные",
  "privacy.export": "Скачать мои данные",
  "privacy.export_text":
    "Профиль, заказы, переписка, согласия и ссылки на ваши файлы: всё, что хранит о вас сервис, одним файлом JSON.",
  "privacy.export_running": "Собираем файл… {size}",
  "privacy.export_stop": "Остановить",
  "privacy.export_done": "Файл сохранён: {size}",
  "privacy.export_again": "Скачать ещё раз",

  "privacy.erase": "Удалить аккаунт",
  "privacy.erase_text": "Навсегда: вернуть аккаунт и переписку будет нельзя.",
  "privacy.erase_title": "Удаление аккаунта",
  "privacy.erase_what": "Что произойдёт:",
  "privacy.erase_profile":
    "Имя, телефон, почта, дата рождения и фотография будут удалены. Вы выйдете на всех устройствах.",
  "privacy.erase_chats":
    "Чат с поддержкой и ваши файлы будут удалены. Переписка останется у астролога, но вместо вашего имени там будет «Удалённый пользователь».",
  "privacy.erase_orders": "Суммы и даты оплат останутся в бухгалтерии без имени и телефона: так требует закон.",
  "privacy.erase_active": {
    one: "У вас {count} активная услуга. Она завершится сразу, и деньги сами не вернутся.",
    few: "У вас {count} активные услуги. Они завершатся сразу, и деньги сами не вернутся.",
    many: "У вас {count} активных услуг. Они завершатся сразу, и деньги сами не вернутся.",
    other: "У вас {count} активных услуг. Они завершатся сразу, и деньги сами не вернутся.",
  },
  "privacy.erase_refund": "Оформить возврат",
  "privacy.erase_password": "Ваш пароль",
  "privacy.erase_why": "Так мы убедимся, что аккаунт удаляете именно вы.",
  "privacy.erase_by_code": "Подтвердить кодом из СМС",
  "privacy.erase_by_password": "Подтвердить паролем",
  "privacy.erase_send": "Отправить СМС-код",
  "privacy.erase_send_text": "Отправим код на номер {phone}.",
  "privacy.erase_resend": "Отправить повторно",
  "privacy.erase_resend_in": "Отправить повторно через {count} с",
  "privacy.erase_code": "Введите СМС-код",
  "privacy.erase_no_proof": "Сначала задайте пароль в профиле: им вы подтвердите удаление.",
  "privacy.erase_confirm": "Удалить навсегда",
  "privacy.erase_required": "Заполните это поле.",
} as const satisfies Catalogue;

export type PrivacyKey = keyof typeof privacy;
