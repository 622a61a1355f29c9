import { catalogue } from '../common.ts'
import type { ticketRefusals } from './refusals.ts'

/** Words for every "no" of tickets, their conversation and the queue: what happened, then what to do. */
export const ticketRefusalTexts = catalogue({
  ru: {
    ticket_locked:
      'Обращение сейчас только для чтения: прочитать его можно, написать нельзя. Почему, сказано под перепиской.',
    ticket_closed: 'Обращение уже закрыто. Откройте его снова или создайте новое.',
    move_not_allowed: 'Состояние обращения уже другое, и это действие к нему не подходит.',
    not_yet_due: 'Для этого ещё рано: срок не наступил.',
    public_message_required: 'Сначала напишите клиенту: без сообщения этого сделать нельзя.',
    already_assigned: 'Обращение уже взял другой сотрудник.',
    category_unknown: 'В этой службе нет такой категории. Выберите другую из списка.',
    priority_not_allowed:
      'У обращений этой категории не бывает такого приоритета. Выберите другой приоритет или категорию.',
    reason_required: 'Нужна причина: её увидит клиент.',
    date_in_past: 'Эта дата уже прошла. Выберите будущую.',
    reopen_too_late: 'Открыть это обращение снова уже нельзя: прошло слишком много времени. Создайте новое.',
    note_not_allowed: 'Внутренние заметки пишут только сотрудники поддержки.',
    question_not_public: 'Вопрос клиенту не может быть внутренней заметкой. Снимите одну из отметок.',
    message_too_old_to_edit: 'Изменить сообщение можно в течение пяти минут. Напишите новое с уточнением.',
    message_deleted: 'Это сообщение уже удалено.',
    not_your_message: 'Изменить или удалить можно только своё сообщение.',
    message_id_reused: 'Это сообщение уже отправлено с другим текстом. Отправьте его как новое.',
    view_name_taken: 'Список с таким названием у вас уже есть. Назовите иначе.',
    too_many_views: 'Сохранённых списков слишком много. Удалите ненужный и сохраните снова.',
  } satisfies Record<keyof typeof ticketRefusals, string>,
  uk: {
    ticket_locked:
      'Звернення зараз лише для читання: прочитати його можна, написати ні. Чому саме, сказано під листуванням.',
    ticket_closed: 'Звернення вже закрите. Відкрийте його знову або створіть нове.',
    move_not_allowed: 'Стан звернення вже інший, і ця дія до нього не підходить.',
    not_yet_due: 'Для цього ще зарано: строк не настав.',
    public_message_required: 'Спершу напишіть клієнту: без повідомлення цього зробити не можна.',
    already_assigned: 'Звернення вже взяв інший співробітник.',
    category_unknown: 'У цій службі немає такої категорії. Виберіть іншу зі списку.',
    priority_not_allowed:
      'У звернень цієї категорії не буває такого пріоритету. Виберіть інший пріоритет або категорію.',
    reason_required: 'Потрібна причина: її побачить клієнт.',
    date_in_past: 'Ця дата вже минула. Виберіть майбутню.',
    reopen_too_late: 'Відкрити це звернення знову вже не можна: минуло забагато часу. Створіть нове.',
    note_not_allowed: 'Внутрішні нотатки пишуть лише співробітники підтримки.',
    question_not_public: 'Запитання клієнту не може бути внутрішньою нотаткою. Зніміть одну з позначок.',
    message_too_old_to_edit: "Змінити повідомлення можна протягом п'яти хвилин. Напишіть нове з уточненням.",
    message_deleted: 'Це повідомлення вже видалено.',
    not_your_message: 'Змінити або видалити можна лише своє повідомлення.',
    message_id_reused: 'Це повідомлення вже надіслано з іншим текстом. Надішліть його як нове.',
    view_name_taken: 'Список із такою назвою у вас уже є. Назвіть інакше.',
    too_many_views: 'Збережених списків забагато. Видаліть непотрібний і збережіть знову.',
  },
  en: {
    ticket_locked:
      'This ticket is read-only now: it can be read, but not written in. The reason stands below the conversation.',
    ticket_closed: 'This ticket is closed. Reopen it or start a new one.',
    move_not_allowed: 'The ticket has moved on meanwhile, and this action no longer fits.',
    not_yet_due: 'It is too early for this: the time has not come yet.',
    public_message_required: 'Write to the client first: this cannot be done without a message.',
    already_assigned: 'A colleague has already taken this ticket.',
    category_unknown: 'This desk has no such category. Choose another one from the list.',
    priority_not_allowed: 'Tickets of this category never have that priority. Choose another priority or category.',
    reason_required: 'A reason is needed: the client will see it.',
    date_in_past: 'This date has passed. Choose one in the future.',
    reopen_too_late: 'This ticket can no longer be reopened: too much time has passed. Start a new one.',
    note_not_allowed: 'Only support staff write internal notes.',
    question_not_public: 'A question to the client cannot be an internal note. Clear one of the two marks.',
    message_too_old_to_edit: 'A message can be edited for five minutes. Write a new one to add to it.',
    message_deleted: 'This message has already been deleted.',
    not_your_message: 'You can edit or delete only your own messages.',
    message_id_reused: 'This message was already sent with another text. Send it as a new one.',
    view_name_taken: 'You already have a list of this name. Choose another name.',
    too_many_views: 'You have too many saved lists. Delete one and save again.',
  },
})
