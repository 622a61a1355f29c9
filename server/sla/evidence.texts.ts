import type { Evidence } from '#contract/sla/evidence.types.ts'
import type { Language } from '#contract/common.ts'

type Strip = Evidence['strip'][number]

/** What the readable export says; the page has the same texts for the same things. */
export type EvidenceTexts = {
  title: (number: string) => string
  clock: Record<Evidence['clock'], string>
  started: string
  until: string
  state: string
  deadline: string
  inAll: string
  zone: string
  hours: string
  hoursOf: (zone: string) => string
  always: string
  closed: string
  promises: string
  since: (at: string) => string
  noCategory: string
  priority: (title: string) => string
  promisedTime: (span: string) => string
  promisedDay: string
  workdays: (count: number) => string
  notFinal: (at: string) => string
  nothingPromised: string
  outcome: Record<Evidence['promises'][number]['outcome'], string>
  stepTarget: (span: string, due: string) => string
  stepPause: (reason: string, from: string, to: string, span: string, due: string) => string
  stepPaused: (reason: string, from: string, left: string) => string
  stepAtOnce: (due: string) => string
  remaining: (left: string) => string
  strip: string
  head: readonly [from: string, to: string, what: string, working: string]
  kind: Record<Exclude<Strip['kind'], 'paused'>, string>
  paused: (reason: string) => string
  reason: Record<NonNullable<Strip['reason']>, string>
  sum: string
  pausedHelp: string
  remote: string
  remoteSession: (tool: string, from: string, to: string) => string
  remoteRuns: string
  remoteHelp: string
  check: string
  absent: string
  running: string
  unknown: string
  met: (at: string) => string
  stopped: (at: string) => string
  late: (at: string) => string
  lateByTarget: (at: string) => string
  units: readonly [hours: string, minutes: string, seconds: string]
}

export const evidenceTexts: Record<Language, EvidenceTexts> = {
  ru: {
    title: (number) => `Расчёт срока по обращению ${number}`,
    clock: { firstReaction: 'Первый ответ', nextReaction: 'Ответ', resolution: 'Решение' },
    started: 'Считаем с',
    until: 'Посчитано на',
    state: 'Итог',
    deadline: 'Срок',
    inAll: 'Рабочего времени прошло',
    zone: 'Время в документе',
    hours: 'Рабочие часы службы',
    hoursOf: (zone) => `Часовой пояс ${zone}`,
    always: 'круглосуточно',
    closed: 'не работает',
    promises: 'Как найден срок',
    since: (at) => `С ${at}`,
    noCategory: 'категория не указана',
    priority: (title) => `приоритет: ${title}`,
    promisedTime: (span) => `обещано ${span} рабочего времени`,
    promisedDay: 'обещано до конца дня',
    workdays: (count) => `${count} раб. дн.`,
    notFinal: (at) => `${at} (предварительно: дни этого года ещё не утверждены)`,
    nothingPromised: 'срок не обещан',
    outcome: { none: 'срока нет', open: 'срок идёт', kept: 'соблюдён', broken: 'нарушен', stopped: 'снят' },
    stepTarget: (span, due) => `От начала отсчитано ${span} рабочего времени: ${due}.`,
    stepPause: (reason, from, to, span, due) =>
      `Пауза: ${reason}, с ${from} по ${to}. Рабочего времени в ней ${span}, срок сдвинулся: ${due}.`,
    stepPaused: (reason, from, left) => `Срок стоит с ${from}: ${reason}. Остаток рабочего времени: ${left}.`,
    stepAtOnce: (due) => `По новому обещанию срок оказался в прошлом, поэтому он наступил сразу: ${due}.`,
    remaining: (left) => `стоит, остаток ${left}`,
    strip: 'Отрезки времени',
    head: ['С', 'По', 'Что', 'Рабочее время'],
    kind: {
      counted: 'Рабочее время',
      outsideHours: 'Нерабочие часы',
      weekend: 'Выходные',
      dayOff: 'Праздник или выходной день',
    },
    paused: (reason) => `Пауза: ${reason}`,
    reason: {
      waitingForClient: 'ждём ответа клиента',
      deferred: 'обращение отложено',
      awaitingPayment: 'ждём оплаты',
      locked: 'обращение закрыто для записи',
      resolved: 'обращение было решено',
      closed: 'обращение было закрыто',
    },
    sum: 'Всего посчитано',
    pausedHelp: 'Время в паузах не входит в сумму: на столько рабочего времени пауза сдвинула срок.',
    remote: 'Работа на компьютере клиента',
    remoteSession: (tool, from, to) => `${tool}: с ${from} по ${to}`,
    remoteRuns: 'идёт',
    remoteHelp: 'Удалённый сеанс срок не останавливает и не сдвигает.',
    check: 'Те же данные в файле JSON можно пересчитать без сервера: npm run verify-evidence -- ФАЙЛ.',
    absent: 'срок не обещан',
    running: 'срок идёт',
    unknown: 'срок обещан, но по этому календарю его не рассчитать',
    met: (at) => `в срок, ${at}`,
    stopped: (at) => `остановлен, ${at}`,
    late: (at) => `с опозданием, срок был ${at}`,
    lateByTarget: (at) => `срок изменили так, что он уже прошёл: ${at}`,
    units: ['ч', 'мин', 'с'],
  },
  uk: {
    title: (number) => `Розрахунок строку за зверненням ${number}`,
    clock: { firstReaction: 'Перша відповідь', nextReaction: 'Відповідь', resolution: 'Розв’язання' },
    started: 'Рахуємо з',
    until: 'Пораховано на',
    state: 'Підсумок',
    deadline: 'Строк',
    inAll: 'Робочого часу минуло',
    zone: 'Час у документі',
    hours: 'Робочі години служби',
    hoursOf: (zone) => `Часовий пояс ${zone}`,
    always: 'цілодобово',
    closed: 'не працює',
    promises: 'Як знайдено строк',
    since: (at) => `З ${at}`,
    noCategory: 'категорію не вказано',
    priority: (title) => `пріоритет: ${title}`,
    promisedTime: (span) => `обіцяно ${span} робочого часу`,
    promisedDay: 'обіцяно до кінця дня',
    workdays: (count) => `${count} роб. дн.`,
    notFinal: (at) => `${at} (попередньо: дні цього року ще не затверджено)`,
    nothingPromised: 'строк не обіцяно',
    outcome: { none: 'строку немає', open: 'строк триває', kept: 'дотримано', broken: 'порушено', stopped: 'знято' },
    stepTarget: (span, due) => `Від початку відраховано ${span} робочого часу: ${due}.`,
    stepPause: (reason, from, to, span, due) =>
      `Пауза: ${reason}, з ${from} до ${to}. Робочого часу в ній ${span}, строк зсунувся: ${due}.`,
    stepPaused: (reason, from, left) => `Строк стоїть з ${from}: ${reason}. Залишок робочого часу: ${left}.`,
    stepAtOnce: (due) => `За новою обіцянкою строк опинився в минулому, тому він настав одразу: ${due}.`,
    remaining: (left) => `стоїть, залишок ${left}`,
    strip: 'Відрізки часу',
    head: ['З', 'До', 'Що', 'Робочий час'],
    kind: {
      counted: 'Робочий час',
      outsideHours: 'Неробочі години',
      weekend: 'Вихідні',
      dayOff: 'Свято або вихідний день',
    },
    paused: (reason) => `Пауза: ${reason}`,
    reason: {
      waitingForClient: 'чекаємо на відповідь клієнта',
      deferred: 'звернення відкладено',
      awaitingPayment: 'чекаємо на оплату',
      locked: 'звернення закрито для запису',
      resolved: 'звернення було розв’язано',
      closed: 'звернення було закрито',
    },
    sum: 'Усього пораховано',
    pausedHelp: 'Час у паузах не входить до суми: на стільки робочого часу пауза зсунула строк.',
    remote: 'Робота на комп’ютері клієнта',
    remoteSession: (tool, from, to) => `${tool}: з ${from} до ${to}`,
    remoteRuns: 'триває',
    remoteHelp: 'Віддалений сеанс строк не зупиняє і не зсуває.',
    check: 'Ті самі дані у файлі JSON можна перерахувати без сервера: npm run verify-evidence -- ФАЙЛ.',
    absent: 'строк не обіцяно',
    running: 'строк триває',
    unknown: 'строк обіцяно, але за цим календарем його не розрахувати',
    met: (at) => `вчасно, ${at}`,
    stopped: (at) => `зупинено, ${at}`,
    late: (at) => `із запізненням, строк був ${at}`,
    lateByTarget: (at) => `строк змінили так, що він уже минув: ${at}`,
    units: ['год', 'хв', 'с'],
  },
  en: {
    title: (number) => `How the deadline of ticket ${number} is counted`,
    clock: { firstReaction: 'First answer', nextReaction: 'Answer', resolution: 'Resolution' },
    started: 'Counted from',
    until: 'Counted until',
    state: 'Outcome',
    deadline: 'Deadline',
    inAll: 'Working time passed',
    zone: 'Times in this document',
    hours: 'Working hours of the desk',
    hoursOf: (zone) => `Time zone ${zone}`,
    always: 'round the clock',
    closed: 'closed',
    promises: 'How the deadline was found',
    since: (at) => `From ${at}`,
    noCategory: 'no category yet',
    priority: (title) => `priority: ${title}`,
    promisedTime: (span) => `promised within ${span} of working time`,
    promisedDay: 'promised by the end of the day',
    workdays: (count) => `${count} working days`,
    notFinal: (at) => `${at} (provisional: the days of that year are not settled yet)`,
    nothingPromised: 'no time was promised',
    outcome: { none: 'no deadline', open: 'running', kept: 'kept', broken: 'broken', stopped: 'called off' },
    stepTarget: (span, due) => `${span} of working time from the start: ${due}.`,
    stepPause: (reason, from, to, span, due) =>
      `Pause: ${reason}, from ${from} to ${to}. It holds ${span} of working time, so the deadline moved to ${due}.`,
    stepPaused: (reason, from, left) => `The clock stands still since ${from}: ${reason}. Working time left: ${left}.`,
    stepAtOnce: (due) => `By the new promise the deadline lay in the past, so it was due at once: ${due}.`,
    remaining: (left) => `stands still, ${left} left`,
    strip: 'Stretches of time',
    head: ['From', 'To', 'What', 'Working time'],
    kind: {
      counted: 'Working time',
      outsideHours: 'Outside working hours',
      weekend: 'Weekend',
      dayOff: 'Holiday or day off',
    },
    paused: (reason) => `Pause: ${reason}`,
    reason: {
      waitingForClient: 'waiting for the client’s answer',
      deferred: 'the ticket is deferred',
      awaitingPayment: 'waiting for payment',
      locked: 'the ticket is locked',
      resolved: 'the ticket was resolved',
      closed: 'the ticket was closed',
    },
    sum: 'Counted in all',
    pausedHelp: 'Time within pauses is not part of the sum: by so much working time a pause moved the deadline.',
    remote: 'Work at the client’s computer',
    remoteSession: (tool, from, to) => `${tool}: ${from} – ${to}`,
    remoteRuns: 'running',
    remoteHelp: 'A remote session neither stops nor moves a deadline.',
    check: 'The same facts in the JSON file can be counted again without the server: npm run verify-evidence -- FILE.',
    absent: 'no time was promised',
    running: 'running',
    unknown: 'promised, but this calendar cannot say by when',
    met: (at) => `in time, ${at}`,
    stopped: (at) => `stopped, ${at}`,
    late: (at) => `late, it was due ${at}`,
    lateByTarget: (at) => `the deadline was changed to one already past: ${at}`,
    units: ['h', 'min', 's'],
  },
}
