import type { Regulation } from '#contract/regulations/document.types.ts'
import { texts } from './texts.ts'

type Reason = Regulation['reasons'][number]

/**
 * Why a ticket is put off or refused, as the vendor's regulation lists it (T6). A text is for both acts: what lifts a deferral, and
 * its date, the page says beside it.
 */
const known = {
  notReproduced: {
    code: 'notReproduced',
    for: ['defer', 'decline'],
    title: texts('Не воспроизводится', 'Не відтворюється', 'Cannot be reproduced'),
    textForClient: texts(
      'Повторить ошибку у себя не удалось, а доступа к вашей системе нет. Чтобы найти причину, нужен временный доступ.',
      'Повторити помилку в себе не вдалося, а доступу до вашої системи немає. Щоб знайти причину, потрібен тимчасовий доступ.',
      'We could not reproduce the error here and have no access to your system. To find the cause we need temporary access.',
    ),
    liftedBy: 'access',
    hasExpectedDate: false,
  },
  moreFromClient: {
    code: 'moreFromClient',
    for: ['defer', 'decline'],
    title: texts('Не хватает сведений', 'Бракує відомостей', 'Details are missing'),
    textForClient: texts(
      'Чтобы найти решение, не хватает подробностей: что вы делали, где и что увидели.',
      'Щоб знайти рішення, бракує подробиць: що ви робили, де і що побачили.',
      'To find a solution we lack details: what you did, where, and what you saw.',
    ),
    liftedBy: 'clientMessage',
    hasExpectedDate: false,
  },
  development: {
    code: 'development',
    for: ['defer', 'decline'],
    title: texts('Передано разработчикам', 'Передано розробникам', 'With development'),
    textForClient: texts(
      'Нужна глубокая диагностика, новая возможность или обновление продукта. Этим занимаются разработчики.',
      'Потрібна глибока діагностика, нова можливість або оновлення продукту. Цим займаються розробники.',
      'It takes deep diagnosis, new functionality or a release. That is with the developers.',
    ),
    liftedBy: null,
    hasExpectedDate: true,
  },
  technicalRequirements: {
    code: 'technicalRequirements',
    for: ['defer', 'decline'],
    title: texts('Нарушены технические требования', 'Порушено технічні вимоги', 'Technical requirements are not met'),
    textForClient: texts(
      'Система установлена или используется не так, как требует продукт: например, изменено его ядро или установок больше, чем разрешено. Исправьте это и напишите нам.',
      'Систему встановлено або використовують не так, як вимагає продукт: наприклад, змінено його ядро чи встановлень більше, ніж дозволено. Виправте це й напишіть нам.',
      'The system is installed or used against what the product requires: its core was changed, say, or there are too many installations. Put it right and write to us.',
    ),
    liftedBy: 'clientMessage',
    hasExpectedDate: false,
  },
  unlicensed: {
    code: 'unlicensed',
    for: ['defer', 'decline'],
    title: texts('Копия без лицензии', 'Копія без ліцензії', 'Unlicensed copy'),
    textForClient: texts(
      'Мы помогаем только с лицензионными копиями. Когда лицензия появится, напишите, и мы продолжим.',
      'Ми допомагаємо лише з ліцензійними копіями. Коли ліцензія з’явиться, напишіть, і ми продовжимо.',
      'We help with licensed copies only. Write when there is a licence and we go on.',
    ),
    liftedBy: 'clientMessage',
    hasExpectedDate: false,
  },
  outOfScope: {
    code: 'outOfScope',
    for: ['decline'],
    title: texts('Не входит в поддержку', 'Не входить до підтримки', 'Outside of support'),
    textForClient: texts(
      'Это за рамками нашей поддержки. В ответе сказано, куда обратиться.',
      'Це за межами нашої підтримки. У відповіді сказано, куди звернутися.',
      'This lies outside of our support. The answer says where to turn.',
    ),
    liftedBy: null,
    hasExpectedDate: false,
  },
  notConstructive: {
    code: 'notConstructive',
    for: ['defer', 'decline'],
    title: texts('Вопрос поставлен неясно', 'Запитання поставлено неясно', 'Badly put or dragged out'),
    textForClient: texts(
      'Из переписки не ясно, что нужно сделать, или ответы приходят слишком поздно. Опишите задачу заново одним сообщением.',
      'З листування не зрозуміло, що потрібно зробити, або відповіді надходять запізно. Опишіть задачу заново одним повідомленням.',
      'The conversation does not tell what has to be done, or answers come too late. Describe the task anew in one message.',
    ),
    liftedBy: 'clientMessage',
    hasExpectedDate: false,
  },
  abuse: {
    code: 'abuse',
    for: ['decline'],
    title: texts('Оскорбления', 'Образи', 'Abuse'),
    textForClient: texts(
      'В обращении есть брань или оскорбления, поэтому оно закрыто. Создайте новое без них.',
      'У зверненні є лайка чи образи, тому його закрито. Створіть нове без них.',
      'The ticket holds foul language or insults, so it was closed. Open a new one without them.',
    ),
    liftedBy: null,
    hasExpectedDate: false,
  },
} as const satisfies Record<string, Reason>

export const allReasons: Reason[] = Object.values(known).map((reason) => ({ ...reason, for: [...reason.for] }))

/** What any desk needs; the sources of the others name no reasons, so these are ours. */
export const commonReasons: Reason[] = allReasons.filter(({ code }) =>
  ['notReproduced', 'moreFromClient', 'development', 'outOfScope', 'abuse'].includes(code),
)
