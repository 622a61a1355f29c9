import { catalogue } from '#contract/common.ts'

/** What a language model would add to an article's phrasings (A4). */
export const proposalsTexts = catalogue({
  ru: {
    ask: 'Предложить формулировки',
    help: 'Модель прочитает название и текст без почты, телефонов и адресов. Ничего не добавится, пока вы не отметите.',
    waiting: 'Модель думает, не дольше 15 секунд…',
    empty: 'Новых формулировок модель не нашла.',
    list: 'Предложенные формулировки',
    add: 'Добавить отмеченные',
    added: 'Добавлено: {count}. Сохраните статью.',
  },
  uk: {
    ask: 'Запропонувати формулювання',
    help: 'Модель прочитає назву й текст без пошти, телефонів і адрес. Нічого не додасться, доки ви не позначите.',
    waiting: 'Модель думає, не довше 15 секунд…',
    empty: 'Нових формулювань модель не знайшла.',
    list: 'Запропоновані формулювання',
    add: 'Додати позначені',
    added: 'Додано: {count}. Збережіть статтю.',
  },
  en: {
    ask: 'Propose phrasings',
    help: 'The model reads title and text without mails, phones and addresses. Nothing is added until you tick it.',
    waiting: 'The model is thinking, for 15 seconds at most…',
    empty: 'The model has found no new phrasings.',
    list: 'Proposed phrasings',
    add: 'Add what is ticked',
    added: 'Added: {count}. Save the article.',
  },
})
