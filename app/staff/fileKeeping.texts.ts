import { catalogue } from '#contract/common.ts'

export const fileKeepingTexts = catalogue({
  ru: {
    title: 'Файлы в обращениях',
    used: 'Занято {used} из {most}',
    usedLabel: 'Занятое место',
    almostFull:
      'Место заканчивается: новые файлы скоро не поместятся. Сократите срок хранения или добавьте место на сервере.',
    lead: 'Файл удаляется, когда срок выходит; имя в переписке остаётся.',
    always: 'Хранить, пока есть обращение',
    limited: 'Удалять через несколько дней',
    daysLabel: 'Дней после отправки',
    daysWrong: 'Целое число от 1 до 3650',
    shorter: 'Файлы старше нового срока будут удалены, вернуть их нельзя.',
    save: 'Сохранить',
    savedAlways: 'Файлы хранятся, пока есть обращение.',
    savedDays:
      'Файлы хранятся {count} день после отправки. | Файлы хранятся {count} дня после отправки. | Файлы хранятся {count} дней после отправки.',
  },
  uk: {
    title: 'Файли у зверненнях',
    used: 'Зайнято {used} із {most}',
    usedLabel: 'Зайняте місце',
    almostFull:
      'Місце закінчується: нові файли скоро не вмістяться. Скоротіть строк зберігання або додайте місце на сервері.',
    lead: "Файл видаляється, коли строк виходить; ім'я в листуванні лишається.",
    always: 'Зберігати, поки є звернення',
    limited: 'Видаляти за кілька днів',
    daysLabel: 'Днів після надсилання',
    daysWrong: 'Ціле число від 1 до 3650',
    shorter: 'Файли, старші за новий строк, буде видалено, повернути їх не можна.',
    save: 'Зберегти',
    savedAlways: 'Файли зберігаються, поки є звернення.',
    savedDays:
      'Файли зберігаються {count} день після надсилання. | Файли зберігаються {count} дні після надсилання. | Файли зберігаються {count} днів після надсилання.',
  },
  en: {
    title: 'Files in tickets',
    used: '{used} of {most} is used',
    usedLabel: 'Used space',
    almostFull:
      'Space is running out: new files will soon not fit. Keep files for less time, or add space on the server.',
    lead: 'A file is removed when its time is over; its name stays in the conversation.',
    always: 'Keep as long as the ticket',
    limited: 'Remove after some days',
    daysLabel: 'Days after sending',
    daysWrong: 'A whole number from 1 to 3650',
    shorter: 'Files older than that will be removed, and cannot be brought back.',
    save: 'Save',
    savedAlways: 'Files are kept as long as their ticket.',
    savedDays: 'Files are kept for {count} day after sending. | Files are kept for {count} days after sending.',
  },
})
