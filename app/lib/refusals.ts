import { useFormat } from './format.ts'
import { catalogue, useTexts } from './i18n.ts'
import type { Reason } from './reason.ts'

type Code = Reason['code']

/** Words for every "no" of the product: what happened, then what to do. A code without words does not compile. */
const ru = {
  invalid_input: 'Что-то в форме заполнено не так. Проверьте поля и отправьте ещё раз.',
  method_unknown: 'Страница устарела: сервер обновился. Перезагрузите её.',
  too_large: 'Слишком много текста или данных за один раз. Сократите и отправьте ещё раз.',
  too_many_requests: 'Слишком много запросов подряд. Подождите минуту и повторите.',
  origin_not_allowed: 'Запрос пришёл с чужого адреса и отклонён. Откройте приложение из меню Битрикс24.',

  no_session: 'Сеанс закончился. Перезагрузите страницу.',
  session_expired: 'Сеанс закончился. Перезагрузите страницу.',
  identity_not_confirmed: 'Битрикс24 не подтвердил, что это вы. Перезагрузите страницу портала и войдите заново.',
  foreign_application: 'Этот вход выдан другому приложению. Откройте приложение из меню Битрикс24.',
  portal_mismatch: 'Вход относится к другому порталу. Откройте приложение из своего Битрикс24.',
  foreign_server: 'Портал назвал незнакомый сервер авторизации, вход отклонён. Сообщите администратору портала.',
  not_allowed: 'На это у вас нет прав. Обратитесь к администратору портала.',
  admin_only: 'Это может сделать только администратор портала. Попросите его.',
  integrator_only: 'Это доступно администраторам портала и интеграторам, которых они назначили.',
  owner_only: 'Это может сделать только управляющий поддержкой.',
  lead_only: 'Это может сделать только руководитель поддержки или управляющий.',
  not_staff: 'Вы не входите в команду поддержки. Управляющий может добавить вас в её настройках.',
  not_found: 'Здесь ничего нет: запись удалена, или у вас нет к ней доступа.',
  person_unknown: 'Такого сотрудника на портале нет. Выберите другого.',

  portal_not_installed: 'Приложение на этом портале не установлено. Его устанавливает администратор.',
  portal_unreachable: 'Портал Битрикс24 не отвечает. Подождите немного и повторите.',
  event_forged: 'Событие пришло не от портала и отклонено.',

  no_desk: 'На этом портале нет службы поддержки. Её включает администратор при установке.',
  desk_key_wrong: 'Такого ключа поддержки нет. Проверьте, не потерялся ли символ при копировании.',
  desk_key_used: 'Этот ключ уже использован, он действует один раз. Попросите новый у владельца сервера.',
  own_desk: 'Это код вашей собственной поддержки: подключиться к самому себе нельзя.',
  no_people:
    'На вашем тарифе Битрикс24 отвечают помощник и база знаний, без людей. Людей даёт коммерческий тариф или партнёр.',
  code_wrong: 'Такого кода нет. Сверьте его с тем, что прислал партнёр, или попросите прислать ещё раз.',
  code_expired: 'Срок действия кода закончился. Попросите партнёра выпустить новый.',
  code_revoked: 'Партнёр отозвал этот код. Попросите у него новый.',
  code_used_up: 'Код уже использован столько раз, сколько разрешил партнёр. Попросите новый.',
  already_connected: 'Вы уже подключены к этому партнёру. Делать ничего не нужно.',
  not_connected: 'Партнёр сейчас не подключён, отключать нечего.',
  preview_stale:
    'Пока вы смотрели, подключение изменилось. Ниже то, что верно сейчас. Проверьте и подтвердите ещё раз.',
  too_many_attempts: 'Слишком много попыток. Подождите и попробуйте снова: с каждой ошибкой ожидание растёт.',
  desk_ended_connection: 'Партнёр сам завершил подключение. Чтобы вернуться к нему, нужен новый код.',
  connection_ending: 'Подключение уже завершается, дата его окончания показана на странице.',
  still_in_use: 'Сейчас этого сделать нельзя: этим ещё пользуются.',

  regulation_invalid: 'В регламенте ошибка, он не сохранён. Исправьте отмеченное и сохраните снова.',
  calendar_invalid: 'В календаре ошибка, он не сохранён. Проверьте часы и даты.',
  calendar_never_opens: 'По этому календарю поддержка никогда не работает. Добавьте рабочие часы.',

  ticket_locked: 'Обращение сейчас только для чтения: помогает другая поддержка. Прочитать его можно, написать нельзя.',
  ticket_closed: 'Обращение уже закрыто. Откройте его снова или создайте новое.',
  move_not_allowed: 'Состояние обращения уже другое, и это действие к нему не подходит.',
  not_yet_due: 'Для этого ещё рано: срок не наступил.',
  public_message_required: 'Сначала напишите клиенту: без сообщения этого сделать нельзя.',
  already_assigned: 'Обращение уже взял другой сотрудник.',
  reason_required: 'Нужна причина: её увидит клиент.',
  date_in_past: 'Эта дата уже прошла. Выберите будущую.',
  reopen_too_late: 'Открыть это обращение снова уже нельзя: прошло слишком много времени. Создайте новое.',
  note_not_allowed: 'Внутренние заметки пишут только сотрудники поддержки.',
  question_not_public: 'Вопрос клиенту не может быть внутренней заметкой. Снимите одну из отметок.',
  message_too_old_to_edit: 'Изменить сообщение можно в течение пяти минут. Напишите новое с уточнением.',
  message_deleted: 'Это сообщение уже удалено.',
  not_your_message: 'Изменить или удалить можно только своё сообщение.',
  message_id_reused: 'Это сообщение уже отправлено с другим текстом. Отправьте его как новое.',

  server_stopping: 'Сервер обновляется, это займёт несколько секунд. Повторите.',
  internal: 'На сервере произошла ошибка, мы её записали. Повторите чуть позже.',
  unreachable: 'Нет связи с сервером. Проверьте интернет и повторите.',
  outside_portal: 'Откройте приложение в Битрикс24: эта страница работает только внутри портала.',
} as const satisfies Record<Code, string>

export const refusals = catalogue({
  ru,
  uk: {
    invalid_input: 'Щось у формі заповнено не так. Перевірте поля та надішліть ще раз.',
    method_unknown: 'Сторінка застаріла: сервер оновився. Перезавантажте її.',
    too_large: 'Забагато тексту чи даних за один раз. Скоротіть і надішліть ще раз.',
    too_many_requests: 'Забагато запитів поспіль. Зачекайте хвилину й повторіть.',
    origin_not_allowed: 'Запит надійшов із чужої адреси й відхилений. Відкрийте застосунок із меню Бітрікс24.',

    no_session: 'Сеанс завершився. Перезавантажте сторінку.',
    session_expired: 'Сеанс завершився. Перезавантажте сторінку.',
    identity_not_confirmed: 'Бітрікс24 не підтвердив, що це ви. Перезавантажте сторінку порталу й увійдіть знову.',
    foreign_application: 'Цей вхід видано іншому застосунку. Відкрийте застосунок із меню Бітрікс24.',
    portal_mismatch: 'Вхід належить іншому порталу. Відкрийте застосунок зі свого Бітрікс24.',
    foreign_server: 'Портал назвав незнайомий сервер авторизації, вхід відхилено. Повідомте адміністратора порталу.',
    not_allowed: 'На це у вас немає прав. Зверніться до адміністратора порталу.',
    admin_only: 'Це може зробити лише адміністратор порталу. Попросіть його.',
    integrator_only: 'Це доступно адміністраторам порталу та інтеграторам, яких вони призначили.',
    owner_only: 'Це може зробити лише керуючий підтримкою.',
    lead_only: 'Це може зробити лише керівник підтримки або керуючий.',
    not_staff: 'Ви не входите до команди підтримки. Керуючий може додати вас у її налаштуваннях.',
    not_found: 'Тут нічого немає: запис видалено, або у вас немає до нього доступу.',
    person_unknown: 'Такого співробітника на порталі немає. Виберіть іншого.',

    portal_not_installed: 'Застосунок на цьому порталі не встановлено. Його встановлює адміністратор.',
    portal_unreachable: 'Портал Бітрікс24 не відповідає. Зачекайте трохи й повторіть.',
    event_forged: 'Подія надійшла не від порталу й відхилена.',

    no_desk: 'На цьому порталі немає служби підтримки. Її вмикає адміністратор під час встановлення.',
    desk_key_wrong: 'Такого ключа підтримки немає. Перевірте, чи не загубився символ під час копіювання.',
    desk_key_used: 'Цей ключ уже використано, він діє один раз. Попросіть новий у власника сервера.',
    own_desk: 'Це код вашої власної підтримки: підключитися до самого себе не можна.',
    no_people:
      'На вашому тарифі Бітрікс24 відповідають помічник і база знань, без людей. Людей дає комерційний тариф або партнер.',
    code_wrong: 'Такого коду немає. Звірте його з тим, що надіслав партнер, або попросіть надіслати ще раз.',
    code_expired: 'Термін дії коду закінчився. Попросіть партнера випустити новий.',
    code_revoked: 'Партнер відкликав цей код. Попросіть у нього новий.',
    code_used_up: 'Код уже використано стільки разів, скільки дозволив партнер. Попросіть новий.',
    already_connected: 'Ви вже підключені до цього партнера. Робити нічого не потрібно.',
    not_connected: 'Партнера зараз не підключено, відключати нічого.',
    preview_stale:
      'Поки ви дивилися, підключення змінилося. Нижче те, що правильно зараз. Перевірте й підтвердьте ще раз.',
    too_many_attempts: 'Забагато спроб. Зачекайте й спробуйте знову: з кожною помилкою очікування зростає.',
    desk_ended_connection: 'Партнер сам завершив підключення. Щоб повернутися до нього, потрібен новий код.',
    connection_ending: 'Підключення вже завершується, дату його закінчення показано на сторінці.',
    still_in_use: 'Зараз цього зробити не можна: цим іще користуються.',

    regulation_invalid: 'У регламенті помилка, його не збережено. Виправте позначене й збережіть знову.',
    calendar_invalid: 'У календарі помилка, його не збережено. Перевірте години та дати.',
    calendar_never_opens: 'За цим календарем підтримка ніколи не працює. Додайте робочі години.',

    ticket_locked:
      'Звернення зараз лише для читання: допомагає інша підтримка. Прочитати його можна, написати не можна.',
    ticket_closed: 'Звернення вже закрите. Відкрийте його знову або створіть нове.',
    move_not_allowed: 'Стан звернення вже інший, і ця дія до нього не підходить.',
    not_yet_due: 'Для цього ще зарано: строк не настав.',
    public_message_required: 'Спершу напишіть клієнту: без повідомлення цього зробити не можна.',
    already_assigned: 'Звернення вже взяв інший співробітник.',
    reason_required: 'Потрібна причина: її побачить клієнт.',
    date_in_past: 'Ця дата вже минула. Виберіть майбутню.',
    reopen_too_late: 'Відкрити це звернення знову вже не можна: минуло забагато часу. Створіть нове.',
    note_not_allowed: 'Внутрішні нотатки пишуть лише співробітники підтримки.',
    question_not_public: 'Запитання клієнту не може бути внутрішньою нотаткою. Зніміть одну з позначок.',
    message_too_old_to_edit: "Змінити повідомлення можна протягом п'яти хвилин. Напишіть нове з уточненням.",
    message_deleted: 'Це повідомлення вже видалено.',
    not_your_message: 'Змінити або видалити можна лише своє повідомлення.',
    message_id_reused: 'Це повідомлення вже надіслано з іншим текстом. Надішліть його як нове.',

    server_stopping: 'Сервер оновлюється, це триватиме кілька секунд. Повторіть.',
    internal: 'На сервері сталася помилка, ми її записали. Повторіть трохи згодом.',
    unreachable: "Немає зв'язку із сервером. Перевірте інтернет і повторіть.",
    outside_portal: 'Відкрийте застосунок у Бітрікс24: ця сторінка працює лише всередині порталу.',
  },
  en: {
    invalid_input: 'Something in the form is not right. Check the fields and send it again.',
    method_unknown: 'This page is out of date: the server was updated. Reload it.',
    too_large: 'Too much text or data at once. Shorten it and send it again.',
    too_many_requests: 'Too many requests in a row. Wait a minute and try again.',
    origin_not_allowed: 'The request came from a foreign address and was refused. Open the app from the Bitrix24 menu.',

    no_session: 'Your session is over. Reload the page.',
    session_expired: 'Your session is over. Reload the page.',
    identity_not_confirmed: 'Bitrix24 did not confirm that it is you. Reload the portal and sign in again.',
    foreign_application: 'This sign-in belongs to another application. Open the app from the Bitrix24 menu.',
    portal_mismatch: 'This sign-in belongs to another portal. Open the app from your own Bitrix24.',
    foreign_server:
      'The portal named an unknown sign-in server, so it was refused. Tell the administrator of your portal.',
    not_allowed: 'You are not allowed to do this. Ask the administrator of your portal.',
    admin_only: 'Only an administrator of the portal can do this. Ask one of them.',
    integrator_only: 'This is for administrators of the portal and the integrators they have named.',
    owner_only: 'Only the owner of the support desk can do this.',
    lead_only: 'Only the head of support or the owner can do this.',
    not_staff: 'You are not on the support team. Its owner can add you in the settings.',
    not_found: 'There is nothing here: it was removed, or you have no access to it.',
    person_unknown: 'There is no such person on the portal. Choose another.',

    portal_not_installed: 'The app is not installed on this portal. An administrator installs it.',
    portal_unreachable: 'The Bitrix24 portal does not answer. Wait a little and try again.',
    event_forged: 'The event did not come from the portal and was refused.',

    no_desk: 'This portal has no support desk. An administrator switches it on when installing.',
    desk_key_wrong: 'There is no such desk key. Check that no character was lost in copying.',
    desk_key_used: 'This key has been used; it works once. Ask the owner of the server for a new one.',
    own_desk: 'This code is of your own desk: you cannot connect to yourself.',
    no_people:
      'On your Bitrix24 plan the assistant and the knowledge base answer, without people. A commercial plan or a partner gives you people.',
    code_wrong: 'There is no such code. Compare it with what your partner sent, or ask them to send it again.',
    code_expired: 'The code has expired. Ask your partner for a new one.',
    code_revoked: 'Your partner has revoked this code. Ask them for a new one.',
    code_used_up: 'The code has been used as often as your partner allowed. Ask for a new one.',
    already_connected: 'You are already connected to this partner. There is nothing to do.',
    not_connected: 'No partner is connected now, so there is nothing to leave.',
    preview_stale:
      'The connection changed while you were looking. Below is what is true now. Check it and confirm once more.',
    too_many_attempts: 'Too many attempts. Wait before you try again: the wait grows with every mistake.',
    desk_ended_connection: 'The partner ended this connection. To come back you need a new code.',
    connection_ending: 'The connection is already ending; the page shows its last day.',
    still_in_use: 'This cannot be done now: it is still in use.',

    regulation_invalid: 'The regulation has a mistake and was not saved. Correct what is marked and save again.',
    calendar_invalid: 'The calendar has a mistake and was not saved. Check the hours and dates.',
    calendar_never_opens: 'By this calendar support never opens. Add working hours.',

    ticket_locked: 'This ticket is read-only now: another desk helps. It can be read, but not written in.',
    ticket_closed: 'This ticket is closed. Reopen it or start a new one.',
    move_not_allowed: 'The ticket has moved on meanwhile, and this action no longer fits.',
    not_yet_due: 'It is too early for this: the time has not come yet.',
    public_message_required: 'Write to the client first: this cannot be done without a message.',
    already_assigned: 'A colleague has already taken this ticket.',
    reason_required: 'A reason is needed: the client will see it.',
    date_in_past: 'This date has passed. Choose one in the future.',
    reopen_too_late: 'This ticket can no longer be reopened: too much time has passed. Start a new one.',
    note_not_allowed: 'Only support staff write internal notes.',
    question_not_public: 'A question to the client cannot be an internal note. Clear one of the two marks.',
    message_too_old_to_edit: 'A message can be edited for five minutes. Write a new one to add to it.',
    message_deleted: 'This message has already been deleted.',
    not_your_message: 'You can edit or delete only your own messages.',
    message_id_reused: 'This message was already sent with another text. Send it as a new one.',

    server_stopping: 'The server is being updated; it takes a few seconds. Try again.',
    internal: 'Something went wrong on the server, and we have noted it. Try again a little later.',
    unreachable: 'No connection to the server. Check your internet and try again.',
    outside_portal: 'Open the app in Bitrix24: this page works only inside a portal.',
  },
})

const waiting = catalogue({
  ru: { tryAgainIn: 'Осталось ждать: {time}.' },
  uk: { tryAgainIn: 'Лишилося чекати: {time}.' },
  en: { tryAgainIn: 'Time left to wait: {time}.' },
})

/** Turns a reason into a sentence in the language of the page. */
export function useWords(): (reason: Reason) => string {
  const t = useTexts(refusals)
  const wait = useTexts(waiting)
  const format = useFormat()
  return ({ code, details }) => {
    const { waitSeconds } = details
    if (typeof waitSeconds !== 'number' || code !== 'too_many_attempts') return t(code)
    return `${t(code)} ${wait('tryAgainIn', { time: format.minutes(Math.ceil(waitSeconds / 60)) })}`
  }
}
