import type { Regulation } from '#contract/regulations/document.types.ts'
import { texts } from './texts.ts'

type Area = Regulation['scope']['areas'][number]

/** What the vendor says before its areas, of all of them (1.3, 1.4). */
export const vendorGeneral: Regulation['scope']['general'] = {
  included: [
    texts(
      'О хостинге и установке серверных программ – только общие советы, со ссылками на документацию и материалы в интернете',
      'Про хостинг і встановлення серверних програм – лише загальні поради, з посиланнями на документацію й матеріали в інтернеті',
      'On hosting and installing server software general advice only, with links to the documentation and to what is on the web',
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
}

/** Whom the vendor names for what is outside (1.3): those who keep the server, and those who build on the product. */
const server = texts(
  'Этим занимаются хостинг-провайдер или администратор вашего сервера. Обратитесь к ним: мы даём только общие советы.',
  'Цим займаються хостинг-провайдер або адміністратор вашого сервера. Зверніться до них: ми даємо лише загальні поради.',
  'Your host or whoever looks after your server does this. Please turn to them: we only give general advice.',
)
const builder = texts(
  'Это работа разработчика: того, кто делал ваш проект, или вашего собственного. Обратитесь к нему.',
  'Це робота розробника: того, хто робив ваш проєкт, або вашого власного. Зверніться до нього.',
  'This is a developer’s work: whoever built your project, or your own. Please turn to them.',
)

/** What the vendor's support does and does not do: six areas, each with what is in and what is out (T5). */
export const vendorAreas: Area[] = [
  {
    code: 'installation',
    title: texts('Установка', 'Встановлення', 'Installation'),
    included: [
      texts(
        'Консультации по установке на сервер (демо и коммерческая версия) в объёме инструкции',
        'Консультації зі встановлення на сервер (демо й комерційна версія) в обсязі інструкції',
        'Advice on installing on a server (trial and commercial), as far as the manual goes',
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
        'Общие советы, как разместить или перенести проект на хостинг: резервная копия, встроенные скрипты и механизмы',
        'Загальні поради, як розмістити чи перенести проєкт на хостинг: резервна копія, вбудовані скрипти й механізми',
        'General advice on putting or moving a project to a host: the backup, the built-in scripts and means',
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
    outside: { text: server, way: null },
  },
  {
    code: 'performance',
    title: texts('Производительность', 'Продуктивність', 'Performance'),
    included: [
      texts(
        'Общие советы, какие серверные программы выбрать, чтобы работало быстрее',
        'Загальні поради, які серверні програми обрати, щоб працювало швидше',
        'General advice on which server software makes it faster',
      ),
      texts(
        'Советы по параметрам в рамках руководства',
        'Поради щодо параметрів у межах посібника',
        'Advice on parameters, as far as the guide goes',
      ),
      texts(
        'Советы по встроенному кешированию и другим способам снизить нагрузку',
        'Поради щодо вбудованого кешування та інших способів знизити навантаження',
        'Advice on the built-in caching and other ways to lower the load',
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
    outside: { text: server, way: null },
  },
  {
    code: 'updates',
    title: texts('Обновления', 'Оновлення', 'Updates'),
    included: [
      texts(
        'Трудности с лицензионным ключом при обновлении: находим и решаем',
        'Труднощі з ліцензійним ключем під час оновлення: знаходимо й розв’язуємо',
        'Trouble with the licence key while updating: found and solved',
      ),
      texts(
        'Неудачно установленное обновление: помогаем найти и убрать причину',
        'Невдало встановлене оновлення: допомагаємо знайти й усунути причину',
        'An update that went wrong: help to find and remove the cause',
      ),
    ],
    excluded: [
      texts(
        'Связь с сервером, соединение через прокси',
        'Зв’язок із сервером, з’єднання через проксі',
        'Reaching the server, connections through a proxy',
      ),
      texts(
        'Настройка сервера и серверных программ для системы обновлений',
        'Налаштування сервера й серверних програм для системи оновлень',
        'Setting up a server and its software for the update system',
      ),
    ],
    outside: { text: server, way: null },
  },
  {
    code: 'errors',
    title: texts('Ошибки', 'Помилки', 'Errors'),
    included: [
      texts(
        'Сбой в работе и её восстановление: советуем, как найти и убрать причину',
        'Збій у роботі та її відновлення: радимо, як знайти й усунути причину',
        'A failure at work, and getting back to work: advice on finding and removing the cause',
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
        'Ошибки базы данных, кроме общих советов и известных решений',
        'Помилки бази даних, крім загальних порад і відомих рішень',
        'Errors of the database, beyond general advice and known solutions',
      ),
      texts(
        'Сервер, который мешает обновлениям, кроме общих советов и известных решений; сама их установка',
        'Сервер, який заважає оновленням, крім загальних порад і відомих рішень; саме їх встановлення',
        'A server that is in the way of updates, beyond general advice and known solutions; installing them',
      ),
      texts('Ошибки серверных программ', 'Помилки серверних програм', 'Errors of server software'),
    ],
    outside: { text: server, way: null },
  },
  {
    code: 'development',
    title: texts('Разработка', 'Розробка', 'Development'),
    included: [
      texts(
        'Общие вопросы, как соединить продукт с дизайном сайта, по руководству и документации',
        'Загальні питання, як поєднати продукт із дизайном сайту, за посібником і документацією',
        'General questions of joining the product with a site’s design, by the guide and the documentation',
      ),
      texts('Как пользоваться API модулей', 'Як користуватися API модулів', 'How to use the API of the modules'),
    ],
    excluded: [
      texts('Общие вопросы программирования', 'Загальні питання програмування', 'General questions of programming'),
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
        'Изменение кода модулей или компонентов под отдельные задачи, если это не исправление ошибки',
        'Зміна коду модулів чи компонентів під окремі завдання, якщо це не виправлення помилки',
        'Changing the code of modules or components for a task of one’s own, unless it mends an error',
      ),
      texts(
        'Скрипты связи с платёжными системами; пожелания принимаем, срок не обещаем',
        'Скрипти зв’язку з платіжними системами; побажання приймаємо, строк не обіцяємо',
        'Scripts that link payment systems; wishes are taken, no date is promised',
      ),
    ],
    outside: { text: builder, way: null },
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
      texts('Вопросы лицензирования', 'Питання ліцензування', 'Questions of licensing'),
      texts('Вопросы настройки безопасности', 'Питання налаштування безпеки', 'Questions of security settings'),
      texts(
        'Пожелания к продукту и документации',
        'Побажання до продукту й документації',
        'Wishes for the product and its documentation',
      ),
    ],
    excluded: [],
    outside: null,
  },
]
