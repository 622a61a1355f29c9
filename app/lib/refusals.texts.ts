import { useFormat } from './format.ts'
import { catalogue, useTexts } from './i18n.ts'
import type { Reason } from './apiError.ts'

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
  no_standard_desk:
    'На этом сервере нет стандартной поддержки. Подключите партнёра или обратитесь в поддержку Битрикс24.',
  code_wrong: 'Такого кода нет. Сверьте его с тем, что прислал партнёр, или попросите прислать ещё раз.',
  code_expired: 'Срок действия кода закончился. Попросите партнёра выпустить новый.',
  code_revoked: 'Партнёр отозвал этот код. Попросите у него новый.',
  code_used_up: 'Код уже использован столько раз, сколько разрешил партнёр. Попросите новый.',
  terms_unknown: 'Выбранного тарифа или статуса в вашем регламенте больше нет. Обновите страницу и выберите снова.',
  cannot_notify:
    'Этому порталу уведомление не отправить: приложение там не установлено или уведомления выключены. Скопируйте письмо.',
  notified_too_often:
    'Сегодня вы уже отправили этому порталу три кода. Скопируйте письмо и отправьте его сами или подождите до завтра.',
  already_connected: 'Вы уже подключены к этому партнёру. Делать ничего не нужно.',
  not_connected: 'Партнёр сейчас не подключён, отключать нечего.',
  preview_stale:
    'Пока вы смотрели, подключение изменилось. Ниже то, что верно сейчас. Проверьте и подтвердите ещё раз.',
  too_many_attempts: 'Слишком много попыток. Подождите и попробуйте снова: с каждой ошибкой ожидание растёт.',
  desk_ended_connection: 'Партнёр сам завершил подключение. Чтобы вернуться к нему, нужен новый код.',
  connection_ending: 'Подключение уже завершается, дата его окончания показана на странице.',
  still_in_use: 'Сейчас этого сделать нельзя: этим ещё пользуются.',
  no_messenger_choice: 'Этому клиенту мессенджер не выбирают: регламент называет для него другие каналы.',
  not_a_box: 'Этот портал в облаке: его тариф говорит сам Битрикс24.',

  regulation_invalid: 'В регламенте ошибка, он не сохранён. Исправьте отмеченное и сохраните снова.',
  regulation_stale:
    'Пока вы писали, другой управляющий опубликовал или отозвал версию. Посмотрите, что изменилось, и опубликуйте снова.',
  regulation_coming: 'Одна новая версия уже ждёт своей даты. Отзовите её, если хотите опубликовать другую.',
  regulation_not_coming: 'Отозвать можно только версию, которая ещё не вступила в силу.',
  calendar_invalid: 'В календаре ошибка, он не сохранён. Проверьте часы и даты.',
  calendar_never_opens: 'По этому календарю поддержка никогда не работает. Добавьте рабочие часы.',

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

  person_away: 'Этот сотрудник сейчас отсутствует. Выберите другого или подождите, пока он вернётся.',
  shifts_invalid: 'Проверьте смены: время не читается или смена пустая.',
  too_many_duties: 'В графике дежурств слишком много записей. Удалите лишние и добавьте снова.',
  view_name_taken: 'Список с таким названием у вас уже есть. Назовите иначе.',
  too_many_views: 'Сохранённых списков слишком много. Удалите ненужный и сохраните снова.',

  too_few_quanta: 'Столько квантов этот план не продаёт: меньше наименьшего пакета. Увеличьте количество.',
  size_not_sold: 'Пакета такого размера в этом плане нет. Выберите один из размеров в списке.',
  plan_has_no_packages: 'По этому плану пакеты не покупают: работа оплачивается потом, по счёту.',
  price_unknown: 'Для вас в этом плане нет цены. Напишите в поддержку, с которой вы работаете.',
  order_lapsed: 'Заказ не оплатили вовремя, и он больше не действует. Оформите новый.',
  order_cancelled: 'Этот заказ отменён. Если деньги уже пришли, попросите клиента оформить новый.',
  order_paid: 'Заказ уже оплачен, отменить его нельзя.',
  price_changed: 'Пока вы выбирали, цена изменилась. Ниже новая: проверьте её и подтвердите ещё раз.',
  document_used: 'Этот документ уже записан к другому заказу клиента. Проверьте номер и дату.',
  other_currency: 'Оплата не в той валюте, что заказ. Проверьте документ.',
  no_quanta_left: 'Оплаченных квантов не осталось. Таймер можно будет запустить после следующей оплаты.',
  timer_running: 'У вас уже идёт таймер в другом обращении. Сначала остановите его.',
  timer_not_running: 'Этот таймер уже остановлен.',
  package_unknown: 'Такого пакета у клиента нет. Обновите страницу и выберите пакет снова.',
  balance_too_low: 'Столько квантов списать нельзя: их меньше, чем вы указали.',
  more_than_owed: 'Это больше, чем сейчас к оплате. Обновите страницу и проверьте количество квантов.',
  owed_unpaid: 'Сначала нужно оплатить кванты, которые уже к оплате. После оплаты тариф можно сменить.',
  owed_is_ordered: 'На эти кванты уже оформлен заказ. Сначала отмените его.',
  plan_changed: 'Пока вы смотрели, изменился тариф или ваш портал выбрал другой. Ниже новые условия: проверьте их.',
  dispute_too_late: 'Оспорить работу можно в течение 14 дней. Напишите руководителю поддержки.',
  already_disputed: 'Эту работу уже оспорили. Обновите страницу.',
  dispute_answered: 'На это возражение уже ответили. Обновите страницу.',
  more_than_taken: 'За эту работу списано меньше квантов. Вернуть можно не больше списанного.',
  crm_not_granted: 'Портал не дал приложению доступ к CRM. Попросите администратора портала разрешить его.',
  crm_refused: 'CRM портала не приняла запрос. Проверьте права на счета и компании в CRM и повторите.',
  company_unknown: 'Такой компании в CRM уже нет. Выберите другую.',
  company_taken: 'Эта компания уже связана с другим клиентом. Выберите другую.',
  export_too_long:
    'Файл вышел бы слишком длинным: в таблицу помещается 100 000 записей, в акт 3 000 строк. Выберите период короче или скачайте JSON либо CSV.',

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
    no_standard_desk:
      'На цьому сервері немає стандартної підтримки. Підключіть партнера або зверніться до підтримки Бітрікс24.',
    code_wrong: 'Такого коду немає. Звірте його з тим, що надіслав партнер, або попросіть надіслати ще раз.',
    code_expired: 'Термін дії коду закінчився. Попросіть партнера випустити новий.',
    code_revoked: 'Партнер відкликав цей код. Попросіть у нього новий.',
    code_used_up: 'Код уже використано стільки разів, скільки дозволив партнер. Попросіть новий.',
    terms_unknown: 'Вибраного тарифу чи статусу у вашому регламенті більше немає. Оновіть сторінку й виберіть знову.',
    cannot_notify:
      'Цьому порталу сповіщення не надіслати: застосунок там не встановлено або сповіщення вимкнено. Скопіюйте лист.',
    notified_too_often:
      'Сьогодні ви вже надіслали цьому порталу три коди. Скопіюйте лист і надішліть його самі або зачекайте до завтра.',
    already_connected: 'Ви вже підключені до цього партнера. Робити нічого не потрібно.',
    not_connected: 'Партнера зараз не підключено, відключати нічого.',
    preview_stale:
      'Поки ви дивилися, підключення змінилося. Нижче те, що правильно зараз. Перевірте й підтвердьте ще раз.',
    too_many_attempts: 'Забагато спроб. Зачекайте й спробуйте знову: з кожною помилкою очікування зростає.',
    desk_ended_connection: 'Партнер сам завершив підключення. Щоб повернутися до нього, потрібен новий код.',
    connection_ending: 'Підключення вже завершується, дату його закінчення показано на сторінці.',
    still_in_use: 'Зараз цього зробити не можна: цим іще користуються.',
    no_messenger_choice: 'Цьому клієнтові месенджер не обирають: регламент називає для нього інші канали.',
    not_a_box: 'Цей портал у хмарі: його тариф повідомляє сам Бітрікс24.',

    regulation_invalid: 'У регламенті помилка, його не збережено. Виправте позначене й збережіть знову.',
    regulation_stale:
      'Поки ви писали, інший керуючий опублікував або відкликав версію. Подивіться, що змінилося, й опублікуйте знову.',
    regulation_coming: 'Одна нова версія вже чекає своєї дати. Відкличте її, якщо хочете опублікувати іншу.',
    regulation_not_coming: 'Відкликати можна лише версію, яка ще не набула чинності.',
    calendar_invalid: 'У календарі помилка, його не збережено. Перевірте години та дати.',
    calendar_never_opens: 'За цим календарем підтримка ніколи не працює. Додайте робочі години.',

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

    person_away: 'Цей співробітник зараз відсутній. Виберіть іншого або зачекайте, поки він повернеться.',
    shifts_invalid: 'Перевірте зміни: час не читається або зміна порожня.',
    too_many_duties: 'У графіку чергувань забагато записів. Видаліть зайві й додайте знову.',
    view_name_taken: 'Список із такою назвою у вас уже є. Назвіть інакше.',
    too_many_views: 'Збережених списків забагато. Видаліть непотрібний і збережіть знову.',

    too_few_quanta: 'Стільки квантів цей план не продає: менше за найменший пакет. Збільште кількість.',
    size_not_sold: 'Пакета такого розміру в цьому плані немає. Виберіть один із розмірів у списку.',
    plan_has_no_packages: 'За цим планом пакети не купують: робота оплачується потім, за рахунком.',
    price_unknown: 'Для вас у цьому плані немає ціни. Напишіть у підтримку, з якою ви працюєте.',
    order_lapsed: 'Замовлення не оплатили вчасно, і воно більше не діє. Оформіть нове.',
    order_cancelled: 'Це замовлення скасовано. Якщо гроші вже надійшли, попросіть клієнта оформити нове.',
    order_paid: 'Замовлення вже оплачено, скасувати його не можна.',
    price_changed: 'Поки ви обирали, ціна змінилася. Нижче нова: перевірте її та підтвердьте ще раз.',
    document_used: 'Цей документ уже записано до іншого замовлення клієнта. Перевірте номер і дату.',
    other_currency: 'Оплата не в тій валюті, що замовлення. Перевірте документ.',
    no_quanta_left: 'Оплачених квантів не залишилося. Таймер можна буде запустити після наступної оплати.',
    timer_running: 'У вас уже йде таймер в іншому зверненні. Спершу зупиніть його.',
    timer_not_running: 'Цей таймер уже зупинено.',
    package_unknown: 'Такого пакета в клієнта немає. Оновіть сторінку й виберіть пакет знову.',
    balance_too_low: 'Стільки квантів списати не можна: їх менше, ніж ви вказали.',
    more_than_owed: 'Це більше, ніж зараз до сплати. Оновіть сторінку й перевірте кількість квантів.',
    owed_unpaid: 'Спершу треба сплатити кванти, які вже до сплати. Після оплати тариф можна змінити.',
    owed_is_ordered: 'На ці кванти вже оформлено замовлення. Спершу скасуйте його.',
    plan_changed: 'Поки ви дивилися, змінився тариф або ваш портал вибрав інший. Нижче нові умови: перевірте їх.',
    dispute_too_late: 'Оскаржити роботу можна протягом 14 днів. Напишіть керівникові підтримки.',
    already_disputed: 'Цю роботу вже оскаржили. Оновіть сторінку.',
    dispute_answered: 'На це заперечення вже відповіли. Оновіть сторінку.',
    more_than_taken: 'За цю роботу списано менше квантів. Повернути можна не більше списаного.',
    crm_not_granted: 'Портал не дав застосунку доступ до CRM. Попросіть адміністратора порталу дозволити його.',
    crm_refused: 'CRM порталу не прийняла запит. Перевірте права на рахунки й компанії в CRM і повторіть.',
    company_unknown: 'Такої компанії в CRM уже немає. Виберіть іншу.',
    company_taken: 'Цю компанію вже пов’язано з іншим клієнтом. Виберіть іншу.',
    export_too_long:
      'Файл вийшов би задовгим: у таблицю вміщується 100 000 записів, в акт 3 000 рядків. Виберіть коротший період або завантажте JSON чи CSV.',

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
    no_standard_desk:
      'There is no standard support on this server. Connect a partner or turn to the support of Bitrix24.',
    code_wrong: 'There is no such code. Compare it with what your partner sent, or ask them to send it again.',
    code_expired: 'The code has expired. Ask your partner for a new one.',
    code_revoked: 'Your partner has revoked this code. Ask them for a new one.',
    code_used_up: 'The code has been used as often as your partner allowed. Ask for a new one.',
    terms_unknown: 'A chosen plan or client status is no longer in your regulation. Reload the page and choose again.',
    cannot_notify:
      'This portal cannot be notified: the app is not installed there, or notifications are off. Copy the letter instead.',
    notified_too_often:
      'You have sent this portal three codes today. Copy the letter and send it yourself, or wait until tomorrow.',
    already_connected: 'You are already connected to this partner. There is nothing to do.',
    not_connected: 'No partner is connected now, so there is nothing to leave.',
    preview_stale:
      'The connection changed while you were looking. Below is what is true now. Check it and confirm once more.',
    too_many_attempts: 'Too many attempts. Wait before you try again: the wait grows with every mistake.',
    desk_ended_connection: 'The partner ended this connection. To come back you need a new code.',
    connection_ending: 'The connection is already ending; the page shows its last day.',
    still_in_use: 'This cannot be done now: it is still in use.',
    no_messenger_choice: 'No messenger is chosen for this client: the regulation names other channels for it.',
    not_a_box: 'This portal is in the cloud: Bitrix24 itself tells its plan.',

    regulation_invalid: 'The regulation has a mistake and was not saved. Correct what is marked and save again.',
    regulation_stale:
      'While you were writing, another owner published or withdrew a version. Look at what changed and publish again.',
    regulation_coming: 'A new version is already waiting for its date. Withdraw it to publish another one.',
    regulation_not_coming: 'Only a version that is not yet in force can be withdrawn.',
    calendar_invalid: 'The calendar has a mistake and was not saved. Check the hours and dates.',
    calendar_never_opens: 'By this calendar support never opens. Add working hours.',

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

    person_away: 'This colleague is away now. Choose somebody else, or wait until they are back.',
    shifts_invalid: 'Check the shifts: a time cannot be read, or a shift is empty.',
    too_many_duties: 'The duty rota has too many entries. Remove some and add this one again.',
    view_name_taken: 'You already have a list of this name. Choose another name.',
    too_many_views: 'You have too many saved lists. Delete one and save again.',

    too_few_quanta: 'This plan does not sell so few quanta: it is less than the least package. Enter more.',
    size_not_sold: 'This plan has no package of that size. Choose one of the sizes in the list.',
    plan_has_no_packages: 'Nothing is bought beforehand under this plan: work is invoiced afterwards.',
    price_unknown: 'This plan has no price for you. Write to the support that you work with.',
    order_lapsed: 'The order was not paid in time and is no longer valid. Place a new one.',
    order_cancelled: 'This order was cancelled. If money has come already, ask the client to place a new one.',
    order_paid: 'The order is paid already and cannot be cancelled.',
    price_changed: 'The price has changed since you looked. The new one is below: check it and confirm again.',
    document_used: 'This document is recorded for another order of the client. Check its number and date.',
    other_currency: 'The payment is in another currency than the order. Check the document.',
    no_quanta_left: 'No paid quanta are left. The timer can start after the next payment.',
    timer_running: 'Your timer already runs on another ticket. Stop it first.',
    timer_not_running: 'This timer has already stopped.',
    package_unknown: 'The client has no such package. Reload the page and choose the package again.',
    balance_too_low: 'So many quanta cannot be taken away: fewer are left.',
    more_than_owed: 'This is more than is owed now. Refresh the page and check the number of quanta.',
    owed_unpaid: 'The quanta that are owed have to be paid first. Then the plan can be changed.',
    owed_is_ordered: 'There is an order for these quanta already. Cancel it first.',
    plan_changed: 'While you were reading, the plan changed or your portal chose another one. Check the terms below.',
    dispute_too_late: 'Work can be disputed within 14 days. Write to the head of support.',
    already_disputed: 'This work is disputed already. Reload the page.',
    dispute_answered: 'This dispute has been answered already. Reload the page.',
    more_than_taken: 'Fewer quanta were taken for this work. No more than that can be given back.',
    crm_not_granted: 'The portal has not granted the app its CRM. Ask the portal’s administrator to allow it.',
    crm_refused:
      'The portal’s CRM did not take the request. Check the rights to invoices and companies there, then try again.',
    company_unknown: 'CRM does not have this company any more. Choose another one.',
    company_taken: 'This company is linked to another client already. Choose another one.',
    export_too_long:
      'The file would be too long: a table holds 100,000 entries, a statement 3,000 lines. Choose a shorter period or download JSON or CSV.',

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
