import type { Regulation } from '#contract/regulations/document.types.ts'
import { texts } from './texts.ts'

/** Categories and priorities (T3): a request of any kind is never urgent, an incident may be. */
export const categories: Regulation['categories'] = [
  {
    code: 'incident',
    title: texts('Инцидент', 'Інцидент', 'Incident'),
    meaning: texts(
      'Что-то внезапно сломалось: раньше работало, теперь нет, целиком или частично.',
      'Щось раптово зламалося: раніше працювало, тепер ні, повністю чи частково.',
      'Something broke all of a sudden: it used to work and does not now, as a whole or in part.',
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
      'Бизнес-процессам и целевому действию не мешает: дело во внешнем виде (UI).',
      'Бізнес-процесам і цільовій дії не заважає: йдеться про зовнішній вигляд (UI).',
      'Business processes and the target action go on: it is about how things look (UI).',
    ),
  },
  {
    code: 'medium',
    title: texts('Средний', 'Середній', 'Medium'),
    meaning: texts(
      'Повседневная работа задета: пользоваться неудобно (UX), но бизнес-процессы и целевое действие почти не страдают.',
      'Щоденну роботу зачеплено: користуватися незручно (UX), але бізнес-процеси й цільова дія майже не страждають.',
      'Daily work is touched: it is awkward to use (UX), but business processes and the target action hardly suffer.',
    ),
  },
  {
    code: 'high',
    title: texts('Высокий', 'Високий', 'High'),
    meaning: texts(
      'Повседневная работа, бизнес-процессы или целевое действие нарушены, пусть и частично.',
      'Щоденну роботу, бізнес-процеси чи цільову дію порушено, нехай і частково.',
      'Daily work, business processes or the target action are disturbed, if only in part.',
    ),
  },
  {
    code: 'critical',
    title: texts('Критический', 'Критичний', 'Critical'),
    meaning: texts(
      'Бизнес-процессы стоят, или целевое действие невозможно.',
      'Бізнес-процеси стоять, або цільова дія неможлива.',
      'Business processes stand still, or the target action is impossible.',
    ),
  },
]
