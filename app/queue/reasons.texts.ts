import { catalogue } from '#contract/common.ts'

/** Choosing why a ticket is put off or declined (T6), and until when. */
export const reasonTexts = catalogue({
  ru: {
    reason: 'Причина',
    reasonNeeded: 'Выберите причину.',
    liftedBy_clientMessage: 'Вернёт в работу сообщение клиента, дата или вы',
    liftedBy_access: 'Вернёт в работу доступ от клиента, дата или вы',
    liftedBy_expected: 'С ожидаемой датой: клиент видит каждый её перенос',
    liftedBy_nobody: 'Вернёт в работу только дата или вы',
    text: 'Сообщение клиенту',
    textHelp: 'Клиент получит его от вашего имени. Текст из регламента можно изменить.',
    textHelp_ru:
      'Клиент получит его от вашего имени. Текст из регламента на языке клиента, русском; его можно изменить.',
    textHelp_uk:
      'Клиент получит его от вашего имени. Текст из регламента на языке клиента, украинском; его можно изменить.',
    textHelp_en:
      'Клиент получит его от вашего имени. Текст из регламента на языке клиента, английском; его можно изменить.',
    textNeeded: 'Напишите сообщение: клиент должен знать почему.',
    preview: 'Клиент увидит',
    until: 'Вернуть в работу',
    untilHelp: 'В 9:00 выбранного дня по вашим часам. Клиент видит дату.',
    expected: 'Ожидаемая дата',
    expectedHelp:
      'В 9:00 этого дня по вашим часам обращение вернётся в работу, а если оно ещё не решено, об этом узнает руководитель. Клиент видит дату и каждый её перенос.',
    dateNeeded: 'Выберите день, не раньше завтрашнего.',
    dateSame: 'Эта дата уже стоит. Выберите другую.',
    moveTitle: 'Перенести дату',
    moveText: 'Причина остаётся прежней. Клиент увидит, какая дата была и какая стала, и получит уведомление.',
    moveYes: 'Перенести',
  },
  uk: {
    reason: 'Причина',
    reasonNeeded: 'Виберіть причину.',
    liftedBy_clientMessage: 'Поверне в роботу повідомлення клієнта, дата або ви',
    liftedBy_access: 'Поверне в роботу доступ від клієнта, дата або ви',
    liftedBy_expected: 'З очікуваною датою: клієнт бачить кожне її перенесення',
    liftedBy_nobody: 'Поверне в роботу лише дата або ви',
    text: 'Повідомлення клієнтові',
    textHelp: 'Клієнт отримає його від вашого імені. Текст із регламенту можна змінити.',
    textHelp_ru:
      'Клієнт отримає його від вашого імені. Текст із регламенту мовою клієнта, російською; його можна змінити.',
    textHelp_uk:
      'Клієнт отримає його від вашого імені. Текст із регламенту мовою клієнта, українською; його можна змінити.',
    textHelp_en:
      'Клієнт отримає його від вашого імені. Текст із регламенту мовою клієнта, англійською; його можна змінити.',
    textNeeded: 'Напишіть повідомлення: клієнт має знати чому.',
    preview: 'Клієнт побачить',
    until: 'Повернути в роботу',
    untilHelp: 'О 9:00 вибраного дня за вашим годинником. Клієнт бачить дату.',
    expected: 'Очікувана дата',
    expectedHelp:
      'О 9:00 цього дня за вашим годинником звернення повернеться в роботу, а якщо його ще не розв’язано, про це дізнається керівник. Клієнт бачить дату і кожне її перенесення.',
    dateNeeded: 'Виберіть день, не раніше завтрашнього.',
    dateSame: 'Ця дата вже стоїть. Виберіть іншу.',
    moveTitle: 'Перенести дату',
    moveText: 'Причина залишається та сама. Клієнт побачить, яка дата була і яка стала, та отримає сповіщення.',
    moveYes: 'Перенести',
  },
  en: {
    reason: 'Reason',
    reasonNeeded: 'Choose a reason.',
    liftedBy_clientMessage: 'Brought back by the client’s message, the date or you',
    liftedBy_access: 'Brought back by access from the client, the date or you',
    liftedBy_expected: 'With an expected date: the client sees each change of it',
    liftedBy_nobody: 'Brought back by the date or you alone',
    text: 'Message to the client',
    textHelp: 'The client gets it in your name. It is the regulation’s text; you may change it.',
    textHelp_ru:
      'The client gets it in your name. It is the regulation’s text in the client’s language, Russian; you may change it.',
    textHelp_uk:
      'The client gets it in your name. It is the regulation’s text in the client’s language, Ukrainian; you may change it.',
    textHelp_en:
      'The client gets it in your name. It is the regulation’s text in the client’s language, English; you may change it.',
    textNeeded: 'Write a message: the client has to know why.',
    preview: 'The client will see',
    until: 'Comes back on',
    untilHelp: 'At 9:00 of that day by your clock. The client sees the date.',
    expected: 'Expected date',
    expectedHelp:
      'At 9:00 of that day by your clock the ticket comes back, and if it is not resolved, the lead is told. The client sees the date and each change of it.',
    dateNeeded: 'Choose a day, tomorrow at the earliest.',
    dateSame: 'This is the date already. Choose another one.',
    moveTitle: 'Move the date',
    moveText: 'The reason stays. The client sees what the date was and what it is now, and is notified.',
    moveYes: 'Move it',
  },
})
