import { catalogue } from '../common.ts'
import type { deskActs, deskFacts } from './audit.types.ts'

/** What the owner's log tells of desks and their staff; the first sentence of which all facts are known is said. */
export const deskActTexts = catalogue({
  ru: {
    'desk.staffSet': [
      'Сменилась роль сотрудника {person}: {roleFrom} → {roleTo}',
      'Добавлен сотрудник {person}: {roleTo}',
      'Сотрудник {person} убран из службы',
    ],
    'desk.staffArranged': ['Изменены навыки и смены сотрудника {person}'],
    'desk.phoneSet': ['Изменён телефон для спецобращений: {person}'],
    'desk.awaySet': ['Отмечено отсутствие: {person}, с {startsAt}', 'Отсутствие снято: {person}'],
    'desk.dutyAdded': ['Назначено дежурство: {person}'],
    'desk.dutyRemoved': ['Снято дежурство: {person}'],
    'desk.dutyAwayAdded': ['Отмечено, что не дежурит: {person}'],
    'desk.dutyAwayRemoved': ['Снова может дежурить: {person}'],
    'desk.dutyRotaSet': ['Изменён график дежурств: {dutyPeople}', 'График дежурств снят'],
    'desk.assignmentSet': ['Изменено распределение обращений: {assignmentTo}'],
    'desk.opened': ['Открыта служба поддержки «{deskName}»'],
    'desk.renamed': ['Служба переименована: «{nameFrom}» → «{nameTo}»'],
    'desk.prefixSet': ['Изменён префикс номеров обращений: {prefixFrom} → {prefixTo}'],
  } satisfies Record<keyof typeof deskActs, readonly string[]>,
  uk: {
    'desk.staffSet': [
      'Змінилася роль співробітника {person}: {roleFrom} → {roleTo}',
      'Додано співробітника {person}: {roleTo}',
      'Співробітника {person} прибрано зі служби',
    ],
    'desk.staffArranged': ['Змінено навички та зміни співробітника {person}'],
    'desk.phoneSet': ['Змінено телефон для спецзвернень: {person}'],
    'desk.awaySet': ['Позначено відсутність: {person}, з {startsAt}', 'Відсутність знято: {person}'],
    'desk.dutyAdded': ['Призначено чергування: {person}'],
    'desk.dutyRemoved': ['Знято чергування: {person}'],
    'desk.dutyAwayAdded': ['Позначено, що не чергує: {person}'],
    'desk.dutyAwayRemoved': ['Знову може чергувати: {person}'],
    'desk.dutyRotaSet': ['Змінено графік чергувань: {dutyPeople}', 'Графік чергувань знято'],
    'desk.assignmentSet': ['Змінено розподіл звернень: {assignmentTo}'],
    'desk.opened': ['Відкрито службу підтримки «{deskName}»'],
    'desk.renamed': ['Службу перейменовано: «{nameFrom}» → «{nameTo}»'],
    'desk.prefixSet': ['Змінено префікс номерів звернень: {prefixFrom} → {prefixTo}'],
  },
  en: {
    'desk.staffSet': [
      'The role of {person} changed: {roleFrom} → {roleTo}',
      '{person} added to the staff: {roleTo}',
      '{person} removed from the staff',
    ],
    'desk.staffArranged': ['Skills and shifts of {person} changed'],
    'desk.phoneSet': ['The phone of {person} for special requests changed'],
    'desk.awaySet': ['{person} marked as away from {startsAt}', '{person} marked as back'],
    'desk.dutyAdded': ['{person} put on duty'],
    'desk.dutyRemoved': ['{person} taken off duty'],
    'desk.dutyAwayAdded': ['{person} noted as not on duty'],
    'desk.dutyAwayRemoved': ['{person} can be on duty again'],
    'desk.dutyRotaSet': ['The duty rota changed: {dutyPeople}', 'The duty rota taken away'],
    'desk.assignmentSet': ['Assignment of tickets changed: {assignmentTo}'],
    'desk.opened': ['The support desk “{deskName}” opened'],
    'desk.renamed': ['The desk renamed: “{nameFrom}” → “{nameTo}”'],
    'desk.prefixSet': ['Prefix of ticket numbers changed: {prefixFrom} → {prefixTo}'],
  },
})

/** How each fact is called beside its value. */
export const deskFactTexts = catalogue({
  ru: {
    person: 'Сотрудник',
    roleFrom: 'Прежняя роль',
    roleTo: 'Роль',
    getsTickets: 'Получает обращения',
    skills: 'Навыки',
    startsAt: 'С',
    stopsAt: 'По',
    dutyPeople: 'Дежурят по очереди',
    confirmMinutes: 'Ждать подтверждения, мин',
    assignmentFrom: 'Прежнее распределение',
    assignmentTo: 'Распределение',
    deskName: 'Название',
    deskKind: 'Вид службы',
    nameFrom: 'Прежнее название',
    nameTo: 'Название',
    prefixFrom: 'Прежний префикс номеров',
    prefixTo: 'Префикс номеров',
  } satisfies Record<(typeof deskFacts)[number], string>,
  uk: {
    person: 'Співробітник',
    roleFrom: 'Попередня роль',
    roleTo: 'Роль',
    getsTickets: 'Отримує звернення',
    skills: 'Навички',
    startsAt: 'З',
    stopsAt: 'До',
    dutyPeople: 'Чергують по черзі',
    confirmMinutes: 'Чекати підтвердження, хв',
    assignmentFrom: 'Попередній розподіл',
    assignmentTo: 'Розподіл',
    deskName: 'Назва',
    deskKind: 'Вид служби',
    nameFrom: 'Попередня назва',
    nameTo: 'Назва',
    prefixFrom: 'Попередній префікс номерів',
    prefixTo: 'Префікс номерів',
  },
  en: {
    person: 'Person',
    roleFrom: 'Role before',
    roleTo: 'Role',
    getsTickets: 'Gets tickets',
    skills: 'Skills',
    startsAt: 'From',
    stopsAt: 'Until',
    dutyPeople: 'On duty in turn',
    confirmMinutes: 'Minutes to confirm a page',
    assignmentFrom: 'Assignment before',
    assignmentTo: 'Assignment',
    deskName: 'Name',
    deskKind: 'Kind of desk',
    nameFrom: 'Name before',
    nameTo: 'Name',
    prefixFrom: 'Prefix before',
    prefixTo: 'Prefix of numbers',
  },
})

export const roleTexts = catalogue({
  ru: {
    agent: 'специалист',
    lead: 'руководитель',
    owner: 'управляющий',
  },
  uk: {
    agent: 'спеціаліст',
    lead: 'керівник',
    owner: 'керуючий',
  },
  en: {
    agent: 'specialist',
    lead: 'head of support',
    owner: 'owner',
  },
})

export const getsTicketsTexts = catalogue({
  ru: {
    true: 'да',
    false: 'нет',
  },
  uk: {
    true: 'так',
    false: 'ні',
  },
  en: {
    true: 'yes',
    false: 'no',
  },
})

export const assignmentTexts = catalogue({
  ru: {
    manual: 'вручную',
    roundRobin: 'по очереди',
    leastLoaded: 'наименее загруженному',
  },
  uk: {
    manual: 'вручну',
    roundRobin: 'по черзі',
    leastLoaded: 'найменш завантаженому',
  },
  en: {
    manual: 'by hand',
    roundRobin: 'in turn',
    leastLoaded: 'to the least loaded',
  },
})

export const deskKindTexts = catalogue({
  ru: {
    standard: 'стандартная',
    partner: 'партнёрская',
  },
  uk: {
    standard: 'стандартна',
    partner: 'партнерська',
  },
  en: {
    standard: 'standard',
    partner: 'partner',
  },
})
