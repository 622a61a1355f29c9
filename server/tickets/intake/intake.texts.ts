import { catalogue } from '#contract/common.ts'

/** The question to the client for what is missing (T4), in the client's language; the agent may change it before it is sent. */
export const intakeQuestionTexts = catalogue({
  ru: {
    ask: 'Чтобы решить вопрос, нам не хватает нескольких сведений. Напишите, пожалуйста:',
    field: '- {title}: {help}',
    thanks: 'Ответьте прямо здесь одним сообщением, в любом порядке.',
  },
  uk: {
    ask: 'Щоб вирішити питання, нам бракує кількох відомостей. Напишіть, будь ласка:',
    field: '- {title}: {help}',
    thanks: 'Відповідайте просто тут одним повідомленням, у будь-якому порядку.',
  },
  en: {
    ask: 'To solve this we need to know a little more. Please tell us:',
    field: '- {title}: {help}',
    thanks: 'Answer right here in one message, in any order.',
  },
})
