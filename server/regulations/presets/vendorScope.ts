import type { Regulation } from '#contract/regulations/document.types.ts'
import { texts } from './texts.ts'

type Area = Regulation['scope']['areas'][number]

/** What the vendor's support does and does not do: six areas with both lists (T5). */
export const vendorAreas: Area[] = [
  {
    code: 'installation',
    title: texts('Установка', 'Встановлення', 'Installation'),
    included: [
      texts(
        'Консультации по установке на сервер в объёме инструкции',
        'Консультації зі встановлення на сервер в обсязі інструкції',
        'Advice on installing on a server, as far as the manual goes',
      ),
      texts(
        'Советы по типичным трудностям установки',
        'Поради щодо типових труднощів встановлення',
        'Advice on usual troubles of installing',
      ),
      texts(
        'Общие советы по выбору серверных программ',
        'Загальні поради щодо вибору серверних програм',
        'General advice on choosing server software',
      ),
      texts(
        'Как перенести проект на хостинг встроенными средствами',
        'Як перенести проєкт на хостинг вбудованими засобами',
        'How to move a project to a host with the built-in tools',
      ),
    ],
    excluded: [
      texts('Установка продукта за вас', 'Встановлення продукту за вас', 'Installing the product for you'),
      texts(
        'Подготовка и перенос архивов системы',
        'Підготовка й перенесення архівів системи',
        'Preparing and moving archives of the system',
      ),
      texts(
        'Диагностика ваших серверных программ',
        'Діагностика ваших серверних програм',
        'Diagnosing your server software',
      ),
      texts(
        'Установка серверных программ у вас',
        'Встановлення серверних програм у вас',
        'Installing server software at your place',
      ),
    ],
  },
  {
    code: 'performance',
    title: texts('Производительность', 'Продуктивність', 'Performance'),
    included: [
      texts(
        'Какие серверные программы выбрать, чтобы работало быстрее',
        'Які серверні програми обрати, щоб працювало швидше',
        'Which server software makes it faster',
      ),
      texts(
        'Советы по параметрам в рамках руководства',
        'Поради щодо параметрів у межах посібника',
        'Advice on parameters, as far as the guide goes',
      ),
      texts(
        'Кеширование и другие способы снизить нагрузку',
        'Кешування та інші способи знизити навантаження',
        'Caching and other ways to lower the load',
      ),
    ],
    excluded: [
      texts(
        'Настройка программ на ваших машинах',
        'Налаштування програм на ваших машинах',
        'Setting up software on your machines',
      ),
      texts(
        'Диагностика и нагрузочные испытания на ваших серверах',
        'Діагностика й навантажувальні випробування на ваших серверах',
        'Diagnosis and load tests on your servers',
      ),
      texts(
        'Оптимизация кода компонентов и модулей',
        'Оптимізація коду компонентів і модулів',
        'Optimising the code of components and modules',
      ),
    ],
  },
  {
    code: 'updates',
    title: texts('Обновления', 'Оновлення', 'Updates'),
    included: [
      texts('Лицензионный ключ при обновлении', 'Ліцензійний ключ під час оновлення', 'The licence key while updating'),
      texts(
        'Неудачно установленное обновление: найти причину и исправить',
        'Невдало встановлене оновлення: знайти причину й виправити',
        'An update that went wrong: finding the cause and mending it',
      ),
    ],
    excluded: [
      texts(
        'Связь с сервером, соединение через прокси',
        'Зв’язок із сервером, з’єднання через проксі',
        'Reaching the server, connections through a proxy',
      ),
      texts(
        'Настройка сервера для системы обновлений',
        'Налаштування сервера для системи оновлень',
        'Setting up a server for the update system',
      ),
    ],
  },
  {
    code: 'errors',
    title: texts('Ошибки', 'Помилки', 'Errors'),
    included: [
      texts(
        'Сбой в работе: помогаем найти и убрать причину',
        'Збій у роботі: допомагаємо знайти й усунути причину',
        'A failure at work: help to find and remove the cause',
      ),
      texts(
        'Ошибка продукта: подтверждаем её и исправляем сразу или в обновлении',
        'Помилка продукту: підтверджуємо її та виправляємо одразу або в оновленні',
        'An error of the product: it is confirmed and mended at once or with an update',
      ),
    ],
    excluded: [
      texts(
        'Ошибки установки, кроме общих советов и известных решений',
        'Помилки встановлення, крім загальних порад і відомих рішень',
        'Errors of installing, beyond general advice and known solutions',
      ),
      texts(
        'Ошибки базы данных, кроме общих советов',
        'Помилки бази даних, крім загальних порад',
        'Errors of the database, beyond general advice',
      ),
      texts(
        'Сервер, который мешает обновлениям; сама их установка',
        'Сервер, який заважає оновленням; саме їх встановлення',
        'A server that is in the way of updates; installing them',
      ),
      texts('Ошибки серверных программ', 'Помилки серверних програм', 'Errors of server software'),
    ],
  },
  {
    code: 'development',
    title: texts('Разработка', 'Розробка', 'Development'),
    included: [
      texts(
        'Общие вопросы о дизайне сайта и продукте, по документации',
        'Загальні питання про дизайн сайту й продукт, за документацією',
        'General questions about site design and the product, by the documentation',
      ),
      texts('Как пользоваться API модулей', 'Як користуватися API модулів', 'How to use the API of the modules'),
    ],
    excluded: [
      texts('Основы программирования', 'Основи програмування', 'The basics of programming'),
      texts(
        'Решение ваших задач с заданной логикой',
        'Розв’язання ваших задач із заданою логікою',
        'Solving your tasks with a logic of their own',
      ),
      texts(
        'Диагностика ваших решений и компонентов',
        'Діагностика ваших рішень і компонентів',
        'Diagnosing your solutions and components',
      ),
      texts('Компоненты на заказ', 'Компоненти на замовлення', 'Components to order'),
      texts('Модули на заказ', 'Модулі на замовлення', 'Modules to order'),
      texts(
        'Переделка публичных скриптов и компонентов',
        'Перероблення публічних скриптів і компонентів',
        'Reworking public scripts and components',
      ),
      texts(
        'Изменение кода модулей под одну компанию, если это не ошибка',
        'Зміна коду модулів під одну компанію, якщо це не помилка',
        'Changing the code of modules for one company, unless it is an error',
      ),
      texts(
        'Связь с платёжными системами; пожелания принимаем, срок не обещаем',
        'Зв’язок із платіжними системами; побажання приймаємо, строк не обіцяємо',
        'Links with payment systems; wishes are taken, no date is promised',
      ),
    ],
  },
  {
    code: 'theory',
    title: texts('Как это устроено', 'Як це влаштовано', 'Theory'),
    included: [
      texts('Ошибки в работе продукта', 'Помилки в роботі продукту', 'Errors of the product'),
      texts(
        'Что умеют модули, по документации',
        'Що вміють модулі, за документацією',
        'What the modules can do, by the documentation',
      ),
      texts('Лицензирование', 'Ліцензування', 'Licensing'),
      texts('Настройки безопасности', 'Налаштування безпеки', 'Security settings'),
      texts(
        'Пожелания к продукту и документации',
        'Побажання до продукту й документації',
        'Wishes for the product and its documentation',
      ),
    ],
    excluded: [
      texts(
        'Ведение готовых проектов, сделанных партнёрами, если дело не в продукте',
        'Ведення готових проєктів, зроблених партнерами, якщо річ не в продукті',
        'Looking after projects that partners built, unless the product is the cause',
      ),
      texts(
        'Веб-дизайн, разработка сайтов, хостинг',
        'Вебдизайн, розробка сайтів, хостинг',
        'Web design, building sites, hosting',
      ),
    ],
  },
]
