import { describe, expect, it } from 'vitest'
import { digestOf, isSameDigest, makeCode, waitForCode } from '#server/identification/domain/code.ts'
import { compareFacts, foldedEmail, type KnownFacts } from '#server/identification/domain/threeFacts.ts'

const email = 'anna@klient.test'
const position = 'бухгалтер'

function account(name: string, rest: Partial<KnownFacts> = {}): KnownFacts {
  const [lastName = '', firstName = '', secondName = ''] = name.split(' ')
  return { firstName, lastName, secondName, position, email, ...rest }
}

const sameName: readonly (readonly [said: string, known: string])[] = [
  ['Анна Смирнова', 'Смирнова Анна'],
  ['СМИРНОВА АННА', 'Смирнова Анна'],
  ['Королева Алёна', 'Королёва Алена'],
  ['Иванов Пётр Сергеевич', 'Иванов Петр'],
  ['Петр Иванов', 'Иванов Пётр Сергеевич'],
  ['Сергеевич Пётр Иванов', 'Иванов Пётр Сергеевич'],
  ['Anna Smirnova', 'Смирнова Анна'],
  ['Yuliya Zhukova', 'Жукова Юлия'],
  ['Iuliia Zhukova', 'Жукова Юлия'],
  ['Julia Zhukova', 'Жукова Юлия'],
  ['Dmitry Shcherbakov', 'Щербаков Дмитрий'],
  ['Dmitriy Scherbakov', 'Щербаков Дмитрий'],
  ['Sergey Khokhlov', 'Хохлов Сергей'],
  ['Andrei Tsoy', 'Цой Андрей'],
  ['Fyodor Semyonov', 'Семёнов Фёдор'],
  ['Natalia Kovalchuk-Melnyk', 'Ковальчук-Мельник Наталія'],
  ['Оконнор Мария', "О'Коннор Мария"],
  ['Наталя  Демʼяненко', "Дем'яненко Наталя"],
  ['Alexander Petrov', 'Петров Александр'],
]

const otherName: readonly (readonly [said: string, known: string])[] = [
  ['Анна', 'Смирнова Анна'],
  ['Смирнова', 'Смирнова Анна'],
  ['Смирнов Антон', 'Смирнова Анна'],
  ['Пётр Иванов Олегович', 'Иванов Пётр Сергеевич'],
  ['Иван Петров', 'Иванов Пётр'],
  ['Анна Мария Смирнова', 'Смирнова Анна'],
  ['Смирнова Анна', 'Смирнова'],
]

describe('I2 three facts', () => {
  it('has the pairs that the reference names', () => {
    expect([sameName.length, otherName.length]).toEqual([19, 7])
  })

  it.each(sameName)('%s is %s', (fullName, known) => {
    expect(compareFacts({ fullName, position, email }, account(known))).toBe('match')
  })

  it.each(otherName)('%s is not %s', (fullName, known) => {
    expect(compareFacts({ fullName, position, email }, account(known))).toBe('near')
  })

  it.each(sameName)('%s with another e-mail is nobody', (fullName, known) => {
    expect(compareFacts({ fullName, position, email: 'anna@other.test' }, account(known))).toBe('no')
  })

  it.each([
    ['Бухгалтер', 'бухгалтер', 'match'],
    ['старший бухгалтер', 'бухгалтер', 'match'],
    ['бухгалтер', 'ведущий бухгалтер по зарплате', 'match'],
    ['и. о. бухгалтера', 'и.о. бухгалтера', 'match'],
    ['директор', 'бухгалтер', 'near'],
    ['бухгалтер', '', 'near'],
    ['', 'бухгалтер', 'near'],
    ['старший', 'старший бухгалтер', 'near'],
    ['IT', 'директор по IT', 'near'],
  ] as const)('a position: %s beside %s', (said, known, verdict) => {
    const facts = { fullName: 'Анна Смирнова', position: said, email }
    expect(compareFacts(facts, account('Смирнова Анна', { position: known }))).toBe(verdict)
  })

  it('an e-mail is folded by letters alone', () => {
    expect(foldedEmail(' Anna@Klient.TEST ')).toBe(email)
    expect(foldedEmail('anna@клиент.рф')).toBe('anna@xn--e1affem4a.xn--p1ai')
    expect(['anna', 'anna@', '@klient.test', 'a b@c.test', 'anna@klient', 'a@b@c.test', ''].map(foldedEmail)).toEqual(
      Array.from({ length: 7 }, () => null),
    )
    expect(foldedEmail('an.na+x@klient.test')).toBe('an.na+x@klient.test')
  })

  it('an account without an address is nobody, whatever is said', () => {
    const known = account('Смирнова Анна', { email: '' })
    expect(compareFacts({ fullName: 'Анна Смирнова', position, email: '' }, known)).toBe('no')
  })
})

describe('§7.3 one-time codes', () => {
  const pepper = Buffer.alloc(32, 7)

  it('have their digits, and for another act another digest', () => {
    expect(Array.from({ length: 200 }, () => makeCode(6)).filter((code) => !/^\d{6}$/.test(code))).toEqual([])
    const [one, same, other] = ['a', 'a', 'b'].map((codeId) => digestOf(pepper, { codeId, code: '012345' }))
    expect(isSameDigest(one ?? pepper, same ?? pepper)).toBe(true)
    expect(isSameDigest(one ?? pepper, other ?? pepper)).toBe(false)
  })

  it('come a minute apart, three an hour and ten a day', () => {
    const at = new Date('2026-12-01T12:00:00Z')
    const ago = (...minutes: number[]) => minutes.map((one) => new Date(at.getTime() - one * 60_000))
    expect(waitForCode([], at)).toBe(0)
    expect(waitForCode(ago(0.5), at)).toBe(30)
    expect(waitForCode(ago(1), at)).toBe(0)
    expect(waitForCode(ago(50, 2, 10), at)).toBe(600)
    expect(waitForCode(ago(...Array.from({ length: 10 }, (_one, hour) => 61 + hour * 60)), at)).toBe((1440 - 601) * 60)
  })
})
