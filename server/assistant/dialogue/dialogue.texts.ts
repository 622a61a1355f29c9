import { catalogue } from '#contract/common.ts'

/** What the assistant says, in the language of the question. */
export const dialogueTexts = catalogue({
  ru: {
    answer: 'Похоже, вот ответ на ваш вопрос:',
    list: 'Возможно, вы об этом. Выберите статью:',
    unknown: 'Не нашёл ответа в базе знаний. Опишите иначе: что делали, что ожидали и что увидели.',
    greeting: 'Здравствуйте! Опишите, что случилось, и я поищу ответ.',
    thanks: 'Пожалуйста! Если нужно что-то ещё, напишите.',
    repeat:
      'На это я ответил только что, ответ выше. Если он не помог, нажмите «Не помогло» или спросите другими словами.',
    nothing: 'Я читаю только текст. Опишите вопрос словами.',
    person:
      'Оператора можно подключить после {of} попыток, если я не помогу. Эту я тоже посчитал: {number} из {of}. Опишите вопрос, и я поищу ответ.',
    personGone: 'Операторов на этом уровне поддержки нет. Ниже видно, что можно сделать.',
    again: 'Жаль, что не помогло. Спросите другими словами: то, что не подошло, я больше не предложу.',
    operator: 'Я исчерпал попытки. Подключите оператора: он увидит весь разговор, повторять ничего не нужно.',
    wayOn: 'Попытки закончились, а операторов на этом уровне поддержки нет. Ниже видно, что можно сделать.',
    handOver: 'Передаю разговор людям. Они видят всё, что мы обсудили: повторять ничего не нужно.',
    backAt: 'Сейчас люди не на связи. Вернутся: {when} {zone}.',
    otherLanguage_ru: 'Статья на русском: на вашем языке её пока нет.',
    otherLanguage_uk: 'Статья на украинском: на вашем языке её пока нет.',
    otherLanguage_en: 'Статья на английском: на вашем языке её пока нет.',
  },
  uk: {
    answer: 'Схоже, ось відповідь на ваше запитання:',
    list: 'Можливо, ви про це. Виберіть статтю:',
    unknown: 'Не знайшов відповіді в базі знань. Опишіть інакше: що робили, чого очікували й що побачили.',
    greeting: 'Вітаю! Опишіть, що сталося, і я пошукаю відповідь.',
    thanks: 'Будь ласка! Якщо потрібно щось іще, напишіть.',
    repeat:
      'На це я відповів щойно, відповідь вище. Якщо вона не допомогла, натисніть «Не допомогло» або запитайте іншими словами.',
    nothing: 'Я читаю лише текст. Опишіть запитання словами.',
    person:
      'Оператора можна підключити після {of} спроб, якщо я не допоможу. Цю я теж порахував: {number} з {of}. Опишіть запитання, і я пошукаю відповідь.',
    personGone: 'Операторів на цьому рівні підтримки немає. Нижче видно, що можна зробити.',
    again: 'Шкода, що не допомогло. Запитайте іншими словами: те, що не підійшло, я більше не запропоную.',
    operator: 'Я вичерпав спроби. Підключіть оператора: він побачить усю розмову, повторювати нічого не потрібно.',
    wayOn: 'Спроби закінчилися, а операторів на цьому рівні підтримки немає. Нижче видно, що можна зробити.',
    handOver: 'Передаю розмову людям. Вони бачать усе, що ми обговорили: повторювати нічого не потрібно.',
    backAt: 'Зараз люди не на зв’язку. Повернуться: {when} {zone}.',
    otherLanguage_ru: 'Стаття російською: вашою мовою її поки немає.',
    otherLanguage_uk: 'Стаття українською: вашою мовою її поки немає.',
    otherLanguage_en: 'Стаття англійською: вашою мовою її поки немає.',
  },
  en: {
    answer: 'This looks like the answer to your question:',
    list: 'Perhaps this is what you mean. Choose an article:',
    unknown:
      'I found no answer in the knowledge base. Describe it differently: what you did, what you expected and what you saw.',
    greeting: 'Hello! Describe what happened, and I will look for an answer.',
    thanks: 'You are welcome! Write if you need anything else.',
    repeat: 'I have just answered this, see above. If it did not help, press “Did not help” or ask in other words.',
    nothing: 'I read text alone. Describe the question in words.',
    person:
      'An operator can be connected after {of} attempts, if I cannot help. This one counts too: {number} of {of}. Describe the question, and I will look for an answer.',
    personGone: 'There are no operators at this level of support. What you can do stands below.',
    again: 'Sorry that it did not help. Ask in other words: what did not fit I will not offer again.',
    operator:
      'My attempts are used up. Connect an operator: they will see the whole talk, and nothing has to be told twice.',
    wayOn:
      'My attempts are used up, and there are no operators at this level of support. What you can do stands below.',
    handOver: 'I hand the talk over to people. They see all that we have said: nothing has to be told twice.',
    backAt: 'People are away now. They will be back: {when} {zone}.',
    otherLanguage_ru: 'The article is in Russian: there is none in your language yet.',
    otherLanguage_uk: 'The article is in Ukrainian: there is none in your language yet.',
    otherLanguage_en: 'The article is in English: there is none in your language yet.',
  },
})
