import { catalogue } from '#contract/common.ts'

/** What lists and tickets say about waiting in the queue (S7). */
export const queuePlaceTexts = catalogue({
  ru: {
    emptyMine: 'За вами открытых обращений нет',
    emptyMineHint: 'Возьмите первое из очереди.',
    emptyUnassigned: 'У каждого обращения есть ответственный',
    emptyFilterHint: 'Уберите часть условий.',
    goesFirst: 'Вне очереди',
    special: 'Спецобращение',
    wish: 'предлагают: {priority}',
    answerBy: 'ответ до {at}',
    lateSince: 'просрочено с {at}',

    placeTitle: 'Обращение в очереди',
    placeFirst: 'Вы следующие: ответит первый же освободившийся специалист.',
    placeAhead: 'Перед вами {count} обращение. | Перед вами {count} обращения. | Перед вами {count} обращений.',
    placeMore: 'Перед вами больше {count} обращений.',
    placeUrgent:
      'Некоторые пришли позже вас, но отвечают на них раньше: критические обращения и обращения по купонам идут первыми.',
    placeDeadline: 'Некоторые пришли позже вас, но срок ответа у них ближе, поэтому они раньше.',
  },
  uk: {
    emptyMine: 'За вами відкритих звернень немає',
    emptyMineHint: 'Візьміть перше з черги.',
    emptyUnassigned: 'У кожного звернення є відповідальний',
    emptyFilterHint: 'Приберіть частину умов.',
    goesFirst: 'Поза чергою',
    special: 'Спецзвернення',
    wish: 'пропонують: {priority}',
    answerBy: 'відповідь до {at}',
    lateSince: 'прострочено з {at}',

    placeTitle: 'Звернення в черзі',
    placeFirst: 'Ви наступні: відповість перший же спеціаліст, який звільниться.',
    placeAhead: 'Перед вами {count} звернення. | Перед вами {count} звернення. | Перед вами {count} звернень.',
    placeMore: 'Перед вами понад {count} звернень.',
    placeUrgent:
      'Деякі надійшли пізніше за ваше, але відповідають на них раніше: критичні звернення та звернення за купонами йдуть першими.',
    placeDeadline: 'Деякі надійшли пізніше за ваше, але строк відповіді в них ближчий, тому вони раніше.',
  },
  en: {
    emptyMine: 'No open tickets are yours',
    emptyMineHint: 'Take the first one of the queue.',
    emptyUnassigned: 'Every ticket has somebody who answers',
    emptyFilterHint: 'Remove some of the conditions.',
    goesFirst: 'Goes first',
    special: 'Special request',
    wish: 'proposed: {priority}',
    answerBy: 'answer by {at}',
    lateSince: 'late since {at}',

    placeTitle: 'Your ticket is in the queue',
    placeFirst: 'You are next: the first specialist who is free answers.',
    placeAhead: '{count} ticket is before yours. | {count} tickets are before yours.',
    placeMore: 'More than {count} tickets are before yours.',
    placeUrgent:
      'Some of them came after yours and are still answered earlier: critical tickets and coupon requests go first.',
    placeDeadline: 'Some of them came after yours, but have to be answered sooner, so they go earlier.',
  },
})
