import { catalogue } from '#contract/common.ts'

/** The smart invoice of an order in the CRM of the desk's portal (Q4). */
export const invoiceTexts = catalogue({
  ru: {
    state_waiting: 'Счёт создаётся в CRM.',
    state_sent: 'Счёт № {number} в CRM ждёт оплаты.',
    state_failed: 'Счёт в CRM не создан.',
    state_paid: 'Счёт № {number} в CRM оплачен.',
    state_closed: 'Счёт № {number} в CRM закрыт без оплаты.',
    state_deleted: 'Счёт удалён в CRM. Создайте новый или запишите оплату вручную.',
    problem_unreachable: 'CRM не отвечает. Мы пробуем снова; оплату можно записать вручную.',
    problem_refused: 'CRM не приняла счёт: проверьте права на счета. Оплату можно записать вручную.',
    problem_amountDiffers:
      'Счёт № {number} оплачен, но его сумма меньше, чем ждёт заказ. Исправьте сумму в CRM или запишите оплату вручную.',
    problem_currencyDiffers:
      'Счёт № {number} оплачен в другой валюте. Исправьте валюту в CRM или запишите оплату вручную.',
    problem_documentUsed:
      'Счёт № {number} оплачен, но документ с таким номером уже записан для другого заказа. Запишите оплату вручную.',
    problem_paidAfterEnd:
      'Счёт № {number} оплачен, когда заказ уже не действовал: пакет не начался. Верните деньги или оформите новый заказ.',
    problem_stillPaid:
      'Запись оплаты отменена, но в CRM счёт № {number} ещё отмечен оплаченным. Верните его там на прежнюю стадию или, если деньги пришли, запишите оплату.',
    noCompany: 'Счёт без компании: выберите её на странице баланса клиента.',
    open: 'Открыть счёт',
    openOf: 'Открыть счёт № {number} в CRM',
    make: 'Выставить счёт',
    makeAgain: 'Выставить счёт снова',
    sending: 'Счёт создаётся, его номер появится здесь.',
  },
  uk: {
    state_waiting: 'Рахунок створюється в CRM.',
    state_sent: 'Рахунок № {number} у CRM чекає на оплату.',
    state_failed: 'Рахунок у CRM не створено.',
    state_paid: 'Рахунок № {number} у CRM оплачено.',
    state_closed: 'Рахунок № {number} у CRM закрито без оплати.',
    state_deleted: 'Рахунок видалено в CRM. Створіть новий або запишіть оплату вручну.',
    problem_unreachable: 'CRM не відповідає. Ми пробуємо знову; оплату можна записати вручну.',
    problem_refused: 'CRM не прийняла рахунок: перевірте права на рахунки. Оплату можна записати вручну.',
    problem_amountDiffers:
      'Рахунок № {number} оплачено, але його сума менша, ніж чекає замовлення. Виправте суму в CRM або запишіть оплату вручну.',
    problem_currencyDiffers:
      'Рахунок № {number} оплачено в іншій валюті. Виправте валюту в CRM або запишіть оплату вручну.',
    problem_documentUsed:
      'Рахунок № {number} оплачено, але документ із таким номером уже записано для іншого замовлення. Запишіть оплату вручну.',
    problem_paidAfterEnd:
      'Рахунок № {number} оплачено, коли замовлення вже не діяло: пакет не почався. Поверніть гроші або оформіть нове замовлення.',
    problem_stillPaid:
      'Запис оплати скасовано, але в CRM рахунок № {number} ще позначено оплаченим. Поверніть його там на попередню стадію або, якщо гроші надійшли, запишіть оплату.',
    noCompany: 'Рахунок без компанії: виберіть її на сторінці балансу клієнта.',
    open: 'Відкрити рахунок',
    openOf: 'Відкрити рахунок № {number} у CRM',
    make: 'Виставити рахунок',
    makeAgain: 'Виставити рахунок знову',
    sending: 'Рахунок створюється, його номер з’явиться тут.',
  },
  en: {
    state_waiting: 'The invoice is being made in CRM.',
    state_sent: 'Invoice No. {number} in CRM waits for payment.',
    state_failed: 'No invoice was made in CRM.',
    state_paid: 'Invoice No. {number} in CRM is paid.',
    state_closed: 'Invoice No. {number} in CRM was closed unpaid.',
    state_deleted: 'The invoice was deleted in CRM. Make a new one or record the payment by hand.',
    problem_unreachable: 'CRM does not answer. We are trying again; the payment can be recorded by hand.',
    problem_refused: 'CRM did not take the invoice: check the rights to invoices. The payment can be recorded by hand.',
    problem_amountDiffers:
      'Invoice No. {number} is paid, but with less than the order waits for. Correct it in CRM or record the payment by hand.',
    problem_currencyDiffers:
      'Invoice No. {number} is paid in another currency. Correct it in CRM or record the payment by hand.',
    problem_documentUsed:
      'Invoice No. {number} is paid, but a document of that number is recorded for another order. Record the payment by hand.',
    problem_paidAfterEnd:
      'Invoice No. {number} was paid when the order was over: no package started. Return the money or place a new order.',
    problem_stillPaid:
      'The payment was taken back, but invoice No. {number} is still marked as paid in CRM. Move it back to its stage before or, if the money has come, record the payment.',
    noCompany: 'The invoice has no company: choose one on the client’s balance page.',
    open: 'Open the invoice',
    openOf: 'Open invoice No. {number} in CRM',
    make: 'Make an invoice',
    makeAgain: 'Make the invoice again',
    sending: 'The invoice is being made, its number will appear here.',
  },
})
