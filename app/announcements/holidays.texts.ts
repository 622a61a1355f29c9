import { catalogue } from '#contract/common.ts'

/** Where a desk is reminded to announce its holidays (D3). */
export const holidayTexts = catalogue({
  ru: {
    title: 'Скоро особые дни',
    lead: 'По календарям регламента, на две недели вперёд. Клиентам ничего не объявляется само.',
    announce: 'Объявить…',
    announceOf: 'Объявить «{title}»…',
    decline: 'Не объявлять',
    declineOf: 'Не объявлять «{title}»',
    again: 'Вернуть предложение',
    againOf: 'Вернуть предложение «{title}»',
    declinedBy: 'Решено не объявлять: {name}, {date}',
    declined: 'Решено не объявлять «{title}»',
    proposedAgain: 'Предложение «{title}» вернулось',
  },
  uk: {
    title: 'Скоро особливі дні',
    lead: 'За календарями регламенту, на два тижні вперед. Клієнтам нічого не оголошується саме.',
    announce: 'Оголосити…',
    announceOf: 'Оголосити «{title}»…',
    decline: 'Не оголошувати',
    declineOf: 'Не оголошувати «{title}»',
    again: 'Повернути пропозицію',
    againOf: 'Повернути пропозицію «{title}»',
    declinedBy: 'Вирішено не оголошувати: {name}, {date}',
    declined: 'Вирішено не оголошувати «{title}»',
    proposedAgain: 'Пропозиція «{title}» повернулася',
  },
  en: {
    title: 'Special days are near',
    lead: 'From the calendars of your regulation, two weeks ahead. Nothing is announced to clients by itself.',
    announce: 'Announce…',
    announceOf: 'Announce “{title}”…',
    decline: 'Do not announce',
    declineOf: 'Do not announce “{title}”',
    again: 'Propose again',
    againOf: 'Propose again: “{title}”',
    declinedBy: 'Not to be announced: {name}, {date}',
    declined: '“{title}” is not announced',
    proposedAgain: '“{title}” is proposed again',
  },
})
