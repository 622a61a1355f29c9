import { catalogue } from '#contract/common.ts'

/** What a desk calls a client (D8). */
export const clientNameTexts = catalogue({
  ru: {
    section: 'Название клиента',
    none: 'Названия пока нет',
    change: 'Изменить название',
    set: 'Задать название',
    title: 'Как называется клиент',
    lead: 'Под этим названием клиента видят ваши сотрудники: в очереди, балансах, уведомлениях и выгрузках. Сам клиент его не видит.',
    name: 'Название',
    nameHelp: 'Оставьте поле пустым, чтобы вернуть название из CRM или из заметки к коду.',
    tooLong: 'Не больше 120 знаков.',
    yes: 'Сохранить',
  },
  uk: {
    section: 'Назва клієнта',
    none: 'Назви поки немає',
    change: 'Змінити назву',
    set: 'Задати назву',
    title: 'Як називається клієнт',
    lead: 'Під цією назвою клієнта бачать ваші співробітники: у черзі, балансах, сповіщеннях і вивантаженнях. Сам клієнт її не бачить.',
    name: 'Назва',
    nameHelp: 'Залиште поле порожнім, щоб повернути назву з CRM або з нотатки до коду.',
    tooLong: 'Не більше 120 знаків.',
    yes: 'Зберегти',
  },
  en: {
    section: 'Client’s name',
    none: 'No name yet',
    change: 'Change the name',
    set: 'Set a name',
    title: 'What the client is called',
    lead: 'Your people see the client under this name: in the queue, balances, notifications and exports. The client does not see it.',
    name: 'Name',
    nameHelp: 'Leave it empty to go back to the name in CRM or in the note of the code.',
    tooLong: 'At most 120 characters.',
    yes: 'Save',
  },
})
