import type { Regulation } from '#contract/regulations/document.types.ts'
import { texts } from './texts.ts'

/** Categories and priorities (T3): a request of any kind is never urgent, an incident may be. */
export const categories: Regulation['categories'] = [
  {
    code: 'incident',
    title: texts('Инцидент', 'Інцидент', 'Incident'),
    meaning: texts(
      'Внезапный сбой или ошибка: то, что система умеет, недоступно целиком или частично.',
      'Раптовий збій або помилка: те, що система вміє, недоступне повністю чи частково.',
      'A sudden failure or error: what the system can do is out of reach, as a whole or in part.',
    ),
    priorities: ['low', 'medium', 'high', 'critical'],
    usual: 'medium',
  },
  {
    code: 'serviceRequest',
    title: texts('Запрос на обслуживание', 'Запит на обслуговування', 'Service request'),
    meaning: texts(
      'Нужно что-то сделать для вас из того, что входит в договор.',
      'Потрібно щось зробити для вас із того, що входить до договору.',
      'Something of what the contract covers has to be done for you.',
    ),
    priorities: ['low', 'medium'],
    usual: 'medium',
  },
  {
    code: 'informationRequest',
    title: texts('Запрос информации', 'Запит інформації', 'Information request'),
    meaning: texts(
      'Вопрос: как это работает, умеет ли система нужное, где это настраивается.',
      'Запитання: як це працює, чи вміє система потрібне, де це налаштовується.',
      'A question: how it works, whether the system can do it, where it is set.',
    ),
    priorities: ['low', 'medium'],
    usual: 'medium',
  },
  {
    code: 'changeRequest',
    title: texts('Запрос на изменение', 'Запит на зміну', 'Change request'),
    meaning: texts(
      'Просьба добавить или переделать возможность либо изменить настройку, от которой зависит остальное.',
      'Прохання додати чи переробити можливість або змінити налаштування, від якого залежить решта.',
      'A wish to add or alter a feature, or to change a setting that others depend on.',
    ),
    priorities: ['low', 'medium'],
    usual: 'medium',
  },
]

export const priorities: Regulation['priorities'] = [
  {
    code: 'low',
    title: texts('Низкий', 'Низький', 'Low'),
    meaning: texts(
      'Повседневной работе, бизнес-процессам и целевому действию не мешает или почти не мешает: дело во внешнем виде (UI).',
      'Щоденній роботі, бізнес-процесам і цільовій дії не заважає або майже не заважає: йдеться про зовнішній вигляд (UI).',
      'Daily work, business processes and the target action suffer not at all or hardly: it is about how things look (UI).',
    ),
  },
  {
    code: 'medium',
    title: texts('Средний', 'Середній', 'Medium'),
    meaning: texts(
      'Повседневная работа задета: пользоваться неудобно (UX), но бизнес-процессы и целевое действие не страдают или почти не страдают.',
      'Щоденну роботу зачеплено: користуватися незручно (UX), але бізнес-процеси й цільова дія не страждають або майже не страждають.',
      'Daily work is touched: it is awkward to use (UX), but business processes and the target action suffer not at all or hardly.',
    ),
  },
  {
    code: 'high',
    title: texts('Высокий', 'Високий', 'High'),
    meaning: texts(
      'Задеты повседневная работа, бизнес-процессы, целевое действие, полностью или частично.',
      'Зачеплено щоденну роботу, бізнес-процеси, цільову дію, повністю чи частково.',
      'Daily work, business processes, the target action are affected, wholly or in part.',
    ),
  },
  {
    code: 'critical',
    title: texts('Критический', 'Критичний', 'Critical'),
    meaning: texts(
      'Тяжело страдают повседневная работа, бизнес-процессы, целевое действие: вплоть до полной остановки.',
      'Тяжко страждають щоденна робота, бізнес-процеси, цільова дія: аж до повної зупинки.',
      'Daily work, business processes, the target action suffer badly, up to a standstill.',
    ),
  },
]
