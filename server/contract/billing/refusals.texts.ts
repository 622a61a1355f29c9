import { catalogue } from '../common.ts'
import type { billingRefusals } from './refusals.ts'

/** Words for every "no" of plans, packages, timer and ledger: what happened, then what to do. */
export const billingRefusalTexts = catalogue({
  ru: {
    too_few_quanta: 'Столько квантов этот план не продаёт: меньше наименьшего пакета. Увеличьте количество.',
    size_not_sold: 'Пакета такого размера в этом плане нет. Выберите один из размеров в списке.',
    plan_has_no_packages: 'По этому плану пакеты не покупают: работа оплачивается потом, когда она сделана.',
    price_unknown: 'Для вас в этом плане нет цены. Напишите в поддержку, с которой вы работаете.',
    order_lapsed: 'Заказ не оплатили вовремя, и он больше не действует. Оформите новый.',
    order_cancelled: 'Этот заказ отменён. Если деньги уже пришли, попросите клиента оформить новый.',
    order_paid: 'Заказ уже оплачен, отменить его нельзя.',
    price_changed: 'Пока вы выбирали, цена изменилась. Ниже новая: проверьте её и подтвердите ещё раз.',
    document_differs: 'Документ с этим номером уже записан к этому заказу с другой суммой. Проверьте номер и сумму.',
    document_used: 'Этот документ уже записан к другому заказу клиента. Проверьте номер и дату.',
    other_currency: 'Оплата не в той валюте, что заказ. Проверьте документ.',
    amount_too_large:
      'Сумма больше 10 000 000 000,00: столько один заказ стоить и получить не может. Проверьте сумму или уменьшите заказ.',
    payment_unknown: 'Такой оплаты у этого заказа нет. Обновите страницу.',
    payment_in_crm: 'Об этой оплате сообщила CRM, и счёт там всё ещё оплачен. Сначала измените стадию счёта в CRM.',
    payment_details_changed:
      'Пока вы писали, реквизиты изменил другой владелец. Ниже то, что сохранено: внесите своё ещё раз.',
    quanta_used:
      'Из пакета этой оплаты уже использованы кванты. Сначала верните их корректировкой, чтобы вторая оплата не дала их ещё раз.',
    package_ended:
      'Пакет этой оплаты уже закончился, его кванты считаются использованными. Отменить запись оплаты нельзя.',
    owed_cannot_return:
      'Кванты этого заказа нельзя снова поставить к оплате: портал сменил тариф или предел уже выбран. Отменить запись оплаты нельзя.',
    rest_below_least:
      'Квантов осталось меньше, чем списывается за новое обращение. Здесь таймер запустится после оплаты; где работа уже была, её можно продолжать.',
    no_quanta_left: 'Оплаченных квантов не осталось. Таймер можно будет запустить после следующей оплаты.',
    timer_running: 'У вас уже идёт таймер в другом обращении. Сначала остановите его.',
    timer_not_running: 'Этот таймер уже остановлен.',
    package_unknown: 'Такого пакета у клиента нет. Обновите страницу и выберите пакет снова.',
    balance_too_low: 'Столько квантов списать нельзя: их меньше, чем вы указали.',
    more_than_owed: 'Это больше, чем сейчас к оплате. Обновите страницу и проверьте количество квантов.',
    owed_unpaid: 'Сначала нужно оплатить кванты, которые уже к оплате. После оплаты тариф можно сменить.',
    owed_is_ordered: 'На эти кванты уже оформлен заказ. Сначала отмените его.',
    plan_changed: 'Пока вы смотрели, изменился тариф или ваш портал выбрал другой. Ниже новые условия: проверьте их.',
    dispute_too_late: 'Оспорить работу можно в течение 14 дней. Напишите руководителю поддержки.',
    already_disputed: 'Эту работу уже оспорили. Обновите страницу.',
    dispute_answered: 'На это возражение уже ответили. Обновите страницу.',
    more_than_taken: 'За эту работу списано меньше квантов. Вернуть можно не больше списанного.',
    crm_not_granted: 'Портал не дал приложению доступ к CRM. Попросите администратора портала разрешить его.',
    crm_refused: 'CRM портала не приняла запрос. Проверьте права на счета и компании в CRM и повторите.',
    company_unknown: 'Такой компании в CRM уже нет. Выберите другую.',
    company_taken: 'Эта компания уже связана с другим клиентом. Выберите другую.',
    export_too_long:
      'Файл вышел бы слишком длинным: в таблицу помещается 100 000 записей, в акт 3 000 строк. Выберите период короче или скачайте JSON либо CSV.',
  } satisfies Record<keyof typeof billingRefusals, string>,
  uk: {
    too_few_quanta: 'Стільки квантів цей план не продає: менше за найменший пакет. Збільште кількість.',
    size_not_sold: 'Пакета такого розміру в цьому плані немає. Виберіть один із розмірів у списку.',
    plan_has_no_packages: 'За цим планом пакети не купують: робота оплачується потім, коли її зроблено.',
    price_unknown: 'Для вас у цьому плані немає ціни. Напишіть у підтримку, з якою ви працюєте.',
    order_lapsed: 'Замовлення не оплатили вчасно, і воно більше не діє. Оформіть нове.',
    order_cancelled: 'Це замовлення скасовано. Якщо гроші вже надійшли, попросіть клієнта оформити нове.',
    order_paid: 'Замовлення вже оплачено, скасувати його не можна.',
    price_changed: 'Поки ви обирали, ціна змінилася. Нижче нова: перевірте її та підтвердьте ще раз.',
    document_differs: 'Документ із цим номером уже записано до цього замовлення з іншою сумою. Перевірте номер і суму.',
    document_used: 'Цей документ уже записано до іншого замовлення клієнта. Перевірте номер і дату.',
    other_currency: 'Оплата не в тій валюті, що замовлення. Перевірте документ.',
    amount_too_large:
      'Сума більша за 10 000 000 000,00: стільки одне замовлення коштувати й отримати не може. Перевірте суму або зменшіть замовлення.',
    payment_unknown: 'Такої оплати в цього замовлення немає. Оновіть сторінку.',
    payment_in_crm: 'Про цю оплату повідомила CRM, і рахунок там досі оплачено. Спершу змініть стадію рахунку в CRM.',
    payment_details_changed:
      'Поки ви писали, реквізити змінив інший власник. Нижче те, що збережено: внесіть своє ще раз.',
    quanta_used:
      'З пакета цієї оплати вже використано кванти. Спершу поверніть їх коригуванням, щоб друга оплата не дала їх ще раз.',
    package_ended:
      'Пакет цієї оплати вже закінчився, його кванти вважаються використаними. Скасувати запис оплати не можна.',
    owed_cannot_return:
      'Кванти цього замовлення не можна знову поставити до сплати: портал змінив тариф або межу вже вибрано. Скасувати запис оплати не можна.',
    rest_below_least:
      'Квантів залишилося менше, ніж списується за нове звернення. Тут таймер запуститься після оплати; де робота вже була, її можна продовжувати.',
    no_quanta_left: 'Оплачених квантів не залишилося. Таймер можна буде запустити після наступної оплати.',
    timer_running: 'У вас уже йде таймер в іншому зверненні. Спершу зупиніть його.',
    timer_not_running: 'Цей таймер уже зупинено.',
    package_unknown: 'Такого пакета в клієнта немає. Оновіть сторінку й виберіть пакет знову.',
    balance_too_low: 'Стільки квантів списати не можна: їх менше, ніж ви вказали.',
    more_than_owed: 'Це більше, ніж зараз до сплати. Оновіть сторінку й перевірте кількість квантів.',
    owed_unpaid: 'Спершу треба сплатити кванти, які вже до сплати. Після оплати тариф можна змінити.',
    owed_is_ordered: 'На ці кванти вже оформлено замовлення. Спершу скасуйте його.',
    plan_changed: 'Поки ви дивилися, змінився тариф або ваш портал вибрав інший. Нижче нові умови: перевірте їх.',
    dispute_too_late: 'Оскаржити роботу можна протягом 14 днів. Напишіть керівникові підтримки.',
    already_disputed: 'Цю роботу вже оскаржили. Оновіть сторінку.',
    dispute_answered: 'На це заперечення вже відповіли. Оновіть сторінку.',
    more_than_taken: 'За цю роботу списано менше квантів. Повернути можна не більше списаного.',
    crm_not_granted: 'Портал не дав застосунку доступ до CRM. Попросіть адміністратора порталу дозволити його.',
    crm_refused: 'CRM порталу не прийняла запит. Перевірте права на рахунки й компанії в CRM і повторіть.',
    company_unknown: 'Такої компанії в CRM уже немає. Виберіть іншу.',
    company_taken: 'Цю компанію вже пов’язано з іншим клієнтом. Виберіть іншу.',
    export_too_long:
      'Файл вийшов би задовгим: у таблицю вміщується 100 000 записів, в акт 3 000 рядків. Виберіть коротший період або завантажте JSON чи CSV.',
  },
  en: {
    too_few_quanta: 'This plan does not sell so few quanta: it is less than the least package. Enter more.',
    size_not_sold: 'This plan has no package of that size. Choose one of the sizes in the list.',
    plan_has_no_packages: 'Nothing is bought beforehand under this plan: work is invoiced afterwards.',
    price_unknown: 'This plan has no price for you. Write to the support that you work with.',
    order_lapsed: 'The order was not paid in time and is no longer valid. Place a new one.',
    order_cancelled: 'This order was cancelled. If money has come already, ask the client to place a new one.',
    order_paid: 'The order is paid already and cannot be cancelled.',
    price_changed: 'The price has changed since you looked. The new one is below: check it and confirm again.',
    document_differs:
      'A document of this number is recorded for this order with another amount. Check number and amount.',
    document_used: 'This document is recorded for another order of the client. Check its number and date.',
    other_currency: 'The payment is in another currency than the order. Check the document.',
    amount_too_large:
      'The amount is above 10,000,000,000.00: no order costs or gets that much. Check the amount or order less.',
    payment_unknown: 'This order has no such payment. Reload the page.',
    payment_in_crm:
      'CRM told of this payment, and its invoice is still paid there. Change the stage of the invoice in CRM first.',
    payment_details_changed:
      'Another owner changed the payment details while you wrote. What is stored stands below: put yours in again.',
    quanta_used:
      'Quanta of the package of this payment are used already. Give them back by an adjustment first, so that a second payment does not give them twice.',
    package_ended: 'The package of this payment has ended, its quanta count as used. The payment cannot be taken back.',
    owed_cannot_return:
      'The quanta of this order cannot be owed again: the portal has changed its plan, or its limit is reached. The payment cannot be taken back.',
    rest_below_least:
      'Fewer quanta are left than a new ticket takes. Here the timer can start after a payment; where work has begun it may go on.',
    no_quanta_left: 'No paid quanta are left. The timer can start after the next payment.',
    timer_running: 'Your timer already runs on another ticket. Stop it first.',
    timer_not_running: 'This timer has already stopped.',
    package_unknown: 'The client has no such package. Reload the page and choose the package again.',
    balance_too_low: 'So many quanta cannot be taken away: fewer are left.',
    more_than_owed: 'This is more than is owed now. Refresh the page and check the number of quanta.',
    owed_unpaid: 'The quanta that are owed have to be paid first. Then the plan can be changed.',
    owed_is_ordered: 'There is an order for these quanta already. Cancel it first.',
    plan_changed: 'While you were reading, the plan changed or your portal chose another one. Check the terms below.',
    dispute_too_late: 'Work can be disputed within 14 days. Write to the head of support.',
    already_disputed: 'This work is disputed already. Reload the page.',
    dispute_answered: 'This dispute has been answered already. Reload the page.',
    more_than_taken: 'Fewer quanta were taken for this work. No more than that can be given back.',
    crm_not_granted: 'The portal has not granted the app its CRM. Ask the portal’s administrator to allow it.',
    crm_refused:
      'The portal’s CRM did not take the request. Check the rights to invoices and companies there, then try again.',
    company_unknown: 'CRM does not have this company any more. Choose another one.',
    company_taken: 'This company is linked to another client already. Choose another one.',
    export_too_long:
      'The file would be too long: a table holds 100,000 entries, a statement 3,000 lines. Choose a shorter period or download JSON or CSV.',
  },
})
