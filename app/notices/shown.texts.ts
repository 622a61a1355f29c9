import { catalogue } from '#contract/common.ts'

/** What the page itself tells, and how. */
export const shownTexts = catalogue({
  ru: {
    bell: 'Уведомления: {count}',
    bellNone: 'Уведомления: новых нет',
    title: 'Уведомления',
    none: 'Новых уведомлений нет.',
    seeAll: 'Отметить все прочитанными',
    more: 'И ещё: {count}',
    page: 'Уведомления на странице',
    pageHelp: 'Число новых стоит на колокольчике и в заголовке страницы, пока она открыта.',
    sound: 'Звук',
    soundHelp:
      'Короткий, один раз о каждом событии, даже если страница открыта в нескольких вкладках. Браузер разрешает его после первого щелчка на странице.',
    listen: 'Послушать',
    desktop: 'Уведомления браузера',
    desktop_granted: 'Всплывают поверх других окон, пока страница открыта.',
    desktop_ask: 'Браузер спросит, можно ли их показывать.',
    desktop_denied: 'Вы запретили их для этого сайта. Разрешить снова можно в настройках браузера.',
    desktop_framed:
      'Внутри Битрикс24 браузер не разрешает их приложению. Остаются звук, число в заголовке и уведомления самого Битрикс24.',
    desktop_absent: 'Этот браузер их не умеет.',
  },
  uk: {
    bell: 'Сповіщення: {count}',
    bellNone: 'Сповіщення: нових немає',
    title: 'Сповіщення',
    none: 'Нових сповіщень немає.',
    seeAll: 'Позначити всі прочитаними',
    more: 'І ще: {count}',
    page: 'Сповіщення на сторінці',
    pageHelp: 'Кількість нових видно на дзвіночку й у заголовку сторінки, поки вона відкрита.',
    sound: 'Звук',
    soundHelp:
      'Короткий, один раз про кожну подію, навіть якщо сторінку відкрито в кількох вкладках. Браузер дозволяє його після першого клацання на сторінці.',
    listen: 'Послухати',
    desktop: 'Сповіщення браузера',
    desktop_granted: 'Спливають поверх інших вікон, поки сторінка відкрита.',
    desktop_ask: 'Браузер запитає, чи можна їх показувати.',
    desktop_denied: 'Ви заборонили їх для цього сайту. Дозволити знову можна в налаштуваннях браузера.',
    desktop_framed:
      'Усередині Бітрікс24 браузер не дозволяє їх застосунку. Лишаються звук, число в заголовку й сповіщення самого Бітрікс24.',
    desktop_absent: 'Цей браузер їх не вміє.',
  },
  en: {
    bell: 'Notifications: {count}',
    bellNone: 'Notifications: none are new',
    title: 'Notifications',
    none: 'There are no new notifications.',
    seeAll: 'Mark all as read',
    more: 'And more: {count}',
    page: 'Notifications on the page',
    pageHelp: 'How many are new stands on the bell and in the title of the page while it is open.',
    sound: 'Sound',
    soundHelp:
      'A short one, once for each event, even with the page open in several tabs. The browser allows it after the first click on the page.',
    listen: 'Listen',
    desktop: 'Browser notifications',
    desktop_granted: 'They appear above other windows while the page is open.',
    desktop_ask: 'The browser will ask whether they may be shown.',
    desktop_denied: 'You have forbidden them for this site. The settings of the browser can allow them again.',
    desktop_framed:
      'Inside Bitrix24 the browser does not allow them to an application. There remain the sound, the number in the title and the notifications of Bitrix24 itself.',
    desktop_absent: 'This browser has none.',
  },
})
