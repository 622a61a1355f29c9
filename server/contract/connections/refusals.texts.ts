import { catalogue } from '../common.ts'
import type { connectionRefusals } from './refusals.ts'

/** Words for every "no" of support codes and connections: what happened, then what to do. */
export const connectionRefusalTexts = catalogue({
  ru: {
    no_people: 'На вашем тарифе Битрикс24 люди не отвечают. Людей даёт коммерческий тариф или партнёр.',
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
    client_left: 'Этот портал сейчас обслуживаете не вы: его тариф и статус задаёт нынешняя поддержка.',
    not_connected: 'Партнёр сейчас не подключён, отключать нечего.',
    preview_stale:
      'Пока вы смотрели, подключение изменилось. Ниже то, что верно сейчас. Проверьте и подтвердите ещё раз.',
    too_many_attempts: 'Слишком много попыток. Подождите и попробуйте снова: с каждой ошибкой ожидание растёт.',
    desk_ended_connection: 'Партнёр сам завершил подключение. Чтобы вернуться к нему, нужен новый код.',
    connection_ending: 'Подключение уже завершается, дата его окончания показана на странице.',
    still_in_use: 'Сейчас этого сделать нельзя: этим ещё пользуются.',
    no_messenger_choice: 'Этому клиенту мессенджер не выбирают: регламент называет для него другие каналы.',
    not_a_box: 'Этот портал в облаке: его тариф говорит сам Битрикс24.',
    version_worse:
      'Сразу для действующих клиентов можно только то, что ничего не ухудшает. Здесь что-то станет хуже или сравнить нельзя: назначьте дату с предупреждением или оставьте версию для новых клиентов.',
    notice_too_short:
      'Дата слишком близко: клиентов предупреждают за столько дней, сколько обещает их регламент. Выберите дату позже.',
    version_not_in_force: 'На эту дату версия ещё не действует. Выберите дату не раньше начала её действия.',
    version_same: 'Эти клиенты уже на этой версии или получат её раньше. Менять нечего.',
    partner_connected: 'Партнёр уже подключён, искать другого не нужно. Чтобы сменить его, введите код нового.',
    partner_asked_too_often:
      'За сутки вы уже трижды искали партнёра. Завтра можно спросить снова, а пока напишите в прежнее обращение.',
    partner_request_over: 'Этот запрос на партнёра уже закончен. На странице показано, чем.',
    partner_request_moved:
      'Запрос на партнёра уже изменил кто-то другой. Посмотрите, что с ним теперь, и решите снова.',
    partner_not_accepting: 'Этот партнёр сейчас не принимает запросы. Выберите другого.',
  } satisfies Record<keyof typeof connectionRefusals, string>,
  uk: {
    no_people: 'На вашому тарифі Бітрікс24 люди не відповідають. Людей дає комерційний тариф або партнер.',
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
    client_left: 'Цей портал зараз обслуговуєте не ви: його тариф і статус визначає теперішня підтримка.',
    not_connected: 'Партнера зараз не підключено, відключати нічого.',
    preview_stale:
      'Поки ви дивилися, підключення змінилося. Нижче те, що правильно зараз. Перевірте й підтвердьте ще раз.',
    too_many_attempts: 'Забагато спроб. Зачекайте й спробуйте знову: з кожною помилкою очікування зростає.',
    desk_ended_connection: 'Партнер сам завершив підключення. Щоб повернутися до нього, потрібен новий код.',
    connection_ending: 'Підключення вже завершується, дату його закінчення показано на сторінці.',
    still_in_use: 'Зараз цього зробити не можна: цим іще користуються.',
    no_messenger_choice: 'Цьому клієнтові месенджер не обирають: регламент називає для нього інші канали.',
    not_a_box: 'Цей портал у хмарі: його тариф повідомляє сам Бітрікс24.',
    version_worse:
      'Одразу для чинних клієнтів можна лише те, що нічого не погіршує. Тут щось стане гіршим або порівняти не можна: призначте дату з попередженням або залиште версію для нових клієнтів.',
    notice_too_short:
      'Дата занадто близько: клієнтів попереджають за стільки днів, скільки обіцяє їхній регламент. Виберіть пізнішу дату.',
    version_not_in_force: 'На цю дату версія ще не чинна. Виберіть дату, не ранішу за початок її дії.',
    version_same: 'Ці клієнти вже на цій версії або отримають її раніше. Змінювати нічого.',
    partner_connected: 'Партнера вже підключено, шукати іншого не треба. Щоб змінити його, введіть код нового.',
    partner_asked_too_often:
      'За добу ви вже тричі шукали партнера. Завтра можна запитати знову, а поки напишіть у попереднє звернення.',
    partner_request_over: 'Цей запит на партнера вже завершено. На сторінці показано, чим.',
    partner_request_moved: 'Запит на партнера вже змінив хтось інший. Подивіться, що з ним тепер, і вирішіть знову.',
    partner_not_accepting: 'Цей партнер зараз не приймає запити. Виберіть іншого.',
  },
  en: {
    no_people: 'No people answer on your Bitrix24 plan. A commercial plan or a partner gives you people.',
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
    client_left: 'You do not serve this portal now: its plan and status are up to the support that does.',
    not_connected: 'No partner is connected now, so there is nothing to leave.',
    preview_stale:
      'The connection changed while you were looking. Below is what is true now. Check it and confirm once more.',
    too_many_attempts: 'Too many attempts. Wait before you try again: the wait grows with every mistake.',
    desk_ended_connection: 'The partner ended this connection. To come back you need a new code.',
    connection_ending: 'The connection is already ending; the page shows its last day.',
    still_in_use: 'This cannot be done now: it is still in use.',
    no_messenger_choice: 'No messenger is chosen for this client: the regulation names other channels for it.',
    not_a_box: 'This portal is in the cloud: Bitrix24 itself tells its plan.',
    version_worse:
      'At once for existing clients is only what makes nothing worse. Here something gets worse or cannot be compared: name a date with notice, or keep the version for new clients.',
    notice_too_short:
      'The date is too near: clients are told as many days before as their regulation promises. Choose a later one.',
    version_not_in_force: 'The version is not in force on that date yet. Choose one that is not before its beginning.',
    version_same: 'These clients are on this version already, or get it earlier. There is nothing to change.',
    partner_connected:
      'A partner is connected already, so none has to be found. To change it, enter the code of another.',
    partner_asked_too_often:
      'You have asked for a partner three times in a day. You can ask again tomorrow; until then write in the earlier ticket.',
    partner_request_over: 'This request for a partner is over. The page shows how it ended.',
    partner_request_moved:
      'Somebody else has just changed this request for a partner. See where it stands now and decide again.',
    partner_not_accepting: 'This partner takes no requests at the moment. Choose another one.',
  },
})
