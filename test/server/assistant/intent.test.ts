import { describe, expect, it } from 'vitest'
import { intentOf } from '#server/assistant/dialogue/domain/intent.ts'

describe('A2 what a text wants', () => {
  it.each(['Здравствуйте!', 'Добрый день', 'привет', 'Доброго дня', 'Вітаю!', 'Hello there', 'Good morning'])(
    '“%s” is a greeting',
    (text) => {
      expect(intentOf(text)).toBe('greeting')
    },
  )

  it.each(['Спасибо', 'Большое спасибо за помощь!', 'Ок, понял', 'Дякую', 'Щиро дякую', 'Thank you very much'])(
    '“%s” is thanks',
    (text) => {
      expect(intentOf(text)).toBe('thanks')
    },
  )

  it.each([
    'оператор',
    'Оператора!',
    'Позовите оператора, пожалуйста',
    'Хочу поговорить с живым человеком',
    'соедините со специалистом',
    'Здравствуйте, переключите на оператора',
    'бот не помог, дайте человека',
    'Покличте оператора',
    'З’єднайте з оператором, будь ласка',
    'Потрібна людина',
    'I want to talk to a human',
    'connect me to an operator please',
    'real person',
  ])('“%s” asks for a person', (text) => {
    expect(intentOf(text)).toBe('person')
  })

  it.each([
    'Как подключить оператора связи к телефонии?',
    'Оператор колл-центра не видит звонки',
    'Не приходят письма',
    'Здравствуйте, не приходят письма',
    'Спасибо, но письма всё равно не приходят',
    'как уволить сотрудника',
    'Як додати співробітника',
    'How do I add an operator to the open line',
    'привет в приветствии чат-бота',
  ])('“%s” is a question', (text) => {
    expect(intentOf(text)).toBe('question')
  })

  it.each(['', '…', '👍'])('“%s” has no words', (text) => {
    expect(intentOf(text)).toBe('nothing')
  })
})
