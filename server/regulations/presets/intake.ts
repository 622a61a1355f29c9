import type { Regulation } from '#contract/regulations/document.types.ts'
import { texts } from './texts.ts'

type Intake = Regulation['intake']
type Field = Intake['fields'][number]

/** What the four regulations ask a writer for (T4), each in words of its own. */
const known: Record<Field['code'], Pick<Field, 'title' | 'help' | 'fromPortal'>> = {
  did: {
    title: texts('Что вы делали', 'Що ви робили', 'What you did'),
    help: texts(
      'Коротко: какое действие. Одна тема – одно обращение.',
      'Коротко: яку дію. Одна тема – одне звернення.',
      'In short: which action. One topic, one ticket.',
    ),
    fromPortal: false,
  },
  expected: {
    title: texts('Чего ожидали', 'Чого очікували', 'What you expected'),
    help: texts('Что должно было получиться.', 'Що мало вийти.', 'What should have come out.'),
    fromPortal: false,
  },
  got: {
    title: texts('Что получили', 'Що отримали', 'What you got'),
    help: texts(
      'Что произошло на самом деле, с текстом ошибки.',
      'Що сталося насправді, з текстом помилки.',
      'What happened instead, with the text of the error.',
    ),
    fromPortal: false,
  },
  description: {
    title: texts('Описание', 'Опис', 'Description'),
    help: texts(
      'Подробно, словами, которые есть в самом продукте. Одна проблема – одно обращение.',
      'Докладно, словами, які є в самому продукті. Одна проблема – одне звернення.',
      'In detail, in the words of the product itself. One problem, one ticket.',
    ),
    fromPortal: false,
  },
  goal: {
    title: texts('Задача и цель', 'Задача й мета', 'Task and goal'),
    help: texts('Чего вы хотите добиться в итоге.', 'Чого ви хочете досягти зрештою.', 'What you want in the end.'),
    fromPortal: false,
  },
  place: {
    title: texts('Где это', 'Де це', 'Where'),
    help: texts(
      'Страница, адрес сайта, раздел или функция.',
      'Сторінка, адреса сайту, розділ або функція.',
      'Page, address of the site, section or function.',
    ),
    fromPortal: false,
  },
  object: {
    title: texts('Название объекта', 'Назва об’єкта', 'Name of the object'),
    help: texts(
      'Как он назван в личном кабинете или на вашем сайте.',
      'Як його названо в особистому кабінеті або на вашому сайті.',
      'As your account or your site names it.',
    ),
    fromPortal: false,
  },
  steps: {
    title: texts('Шаги', 'Кроки', 'Steps'),
    help: texts(
      'По порядку, чтобы мы могли повторить.',
      'По порядку, щоб ми могли повторити.',
      'In order, so that we can repeat them.',
    ),
    fromPortal: false,
  },
  version: {
    title: texts('Версия', 'Версія', 'Version'),
    help: texts('Номер версии продукта.', 'Номер версії продукту.', 'The version number of the product.'),
    fromPortal: true,
  },
  edition: {
    title: texts('Редакция', 'Редакція', 'Edition'),
    help: texts('Тариф или редакция продукта.', 'Тариф або редакція продукту.', 'Plan or edition of the product.'),
    fromPortal: true,
  },
  article: {
    title: texts('Статья или тема', 'Стаття або тема', 'Article or thread'),
    help: texts(
      'Ссылка, если вопрос о том, что там написано.',
      'Посилання, якщо запитання про те, що там написано.',
      'A link, if the question is about what stands there.',
    ),
    fromPortal: false,
  },
  environment: {
    title: texts('Сервер и браузер', 'Сервер і браузер', 'Server and browser'),
    help: texts(
      'Версии и настройки, если они могут быть причиной.',
      'Версії й налаштування, якщо вони можуть бути причиною.',
      'Versions and settings, where they may be the cause.',
    ),
    fromPortal: false,
  },
  screenshots: {
    title: texts('Снимки экрана', 'Знімки екрана', 'Screenshots'),
    help: texts(
      'Снимки или короткая запись экрана.',
      'Знімки або короткий запис екрана.',
      'Pictures or a short recording.',
    ),
    fromPortal: false,
  },
}

/** The fields in the order in which they are asked for. */
export function intakeOf(required: Field['code'][], optional: Field['code'][]): Intake {
  const field = (code: Field['code'], isRequired: boolean): Field => ({ code, isRequired, ...known[code] })
  return {
    fields: [...required.map((code) => field(code, true)), ...optional.map((code) => field(code, false))],
    pictures: ['jpg', 'gif', 'png'],
    onlyInArchive: ['bmp'],
  }
}
