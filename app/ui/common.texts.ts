import { catalogue } from '#app/lib/i18n.ts'

export const messages = catalogue({
  ru: {
    opening: 'Открываем поддержку…',
    notOpened: 'Не получилось открыть',
    retry: 'Повторить',
    reload: 'Перезагрузить',
    offline: 'Нет связи. Сообщения сохранены и уйдут, когда связь вернётся',
    backOnline: 'Связь восстановлена',
  },
  uk: {
    opening: 'Відкриваємо підтримку…',
    notOpened: 'Не вдалося відкрити',
    retry: 'Повторити',
    reload: 'Перезавантажити',
    offline: "Немає зв'язку. Повідомлення збережені й підуть, коли зв'язок повернеться",
    backOnline: "Зв'язок відновлено",
  },
  en: {
    opening: 'Opening support…',
    notOpened: 'This could not be opened',
    retry: 'Try again',
    reload: 'Reload',
    offline: 'No connection. Your messages are kept and will go out when it is back',
    backOnline: 'You are back online',
  },
})
