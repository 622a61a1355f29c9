import { catalogue } from '#contract/common.ts'

/** The ledger as a file, and the act for a period. */
export const ledgerExportTexts = catalogue({
  ru: {
    title: 'Скачать выписку',
    ledger: 'Скачать {format}',
    ledgerHelp:
      'XLSX открывается таблицей с датами и числами. JSON и XLSX сохраните у себя: по ним можно проверить, что в выписке ничего не изменили задним числом. CSV подойдёт для других программ.',
    act: 'Акт за период',
    actHelp: 'Остаток на начало и конец, покупки, работа по обращениям, исправления и оплаты. Дни по часам поддержки.',
    from: 'С',
    to: 'По',
    makeAct: 'Скачать акт PDF',
    datesNeeded: 'Укажите оба дня, первый не позже последнего.',
    making: 'Готовим файл, большая выписка занимает до минуты…',
    made: 'Если файл не сохранился сам, нажмите {name}',
    failed: 'Файл не получился. {reason}',
  },
  uk: {
    title: 'Завантажити виписку',
    ledger: 'Завантажити {format}',
    ledgerHelp:
      'XLSX відкривається таблицею з датами й числами. JSON і XLSX збережіть у себе: за ними можна перевірити, що у виписці нічого не змінили заднім числом. CSV підійде для інших програм.',
    act: 'Акт за період',
    actHelp:
      'Залишок на початок і кінець, купівлі, робота за зверненнями, виправлення й оплати. Дні за годинником підтримки.',
    from: 'З',
    to: 'По',
    makeAct: 'Завантажити акт PDF',
    datesNeeded: 'Вкажіть обидва дні, перший не пізніше за останній.',
    making: 'Готуємо файл, велика виписка займає до хвилини…',
    made: 'Якщо файл не зберігся сам, натисніть {name}',
    failed: 'Файл не вийшов. {reason}',
  },
  en: {
    title: 'Download the ledger',
    ledger: 'Download {format}',
    ledgerHelp:
      'XLSX opens as a table with dates and numbers. Keep the JSON or XLSX: with it anybody can check that nothing in the ledger was changed afterwards. CSV is for other programs.',
    act: 'Statement for a period',
    actHelp:
      'Balance at the beginning and end, purchases, work by tickets, adjustments and payments. Days by the desk’s clock.',
    from: 'From',
    to: 'To',
    makeAct: 'Download statement PDF',
    datesNeeded: 'Enter both days, the first one not later than the last.',
    making: 'Making the file, a long ledger takes up to a minute…',
    made: 'If the file was not saved by itself, press {name}',
    failed: 'The file could not be made. {reason}',
  },
})
