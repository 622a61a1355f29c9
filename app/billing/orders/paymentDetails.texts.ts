import { catalogue } from '#contract/common.ts'

/** Where a desk's clients pay, as its owner writes it (Q4). */
export const paymentDetailsTexts = catalogue({
  ru: {
    title: 'Реквизиты для оплаты',
    none: 'Реквизитов нет: клиент не увидит у своего заказа, куда платить.',
    change: 'Изменить реквизиты',
    lead: 'Клиент увидит их у неоплаченного заказа и в акте.',
    details: 'Реквизиты',
    help: 'Получатель, ИНН, банк, номер счёта, назначение платежа. До 1000 знаков. Пусто: не показывать.',
    stored: 'Сейчас сохранено',
    storedNone: 'ничего',
    yes: 'Сохранить',
    saved: 'Реквизиты сохранены, клиенты уже видят их.',
    removed: 'Реквизиты убраны, клиенты их больше не видят.',
  },
  uk: {
    title: 'Реквізити для оплати',
    none: 'Реквізитів немає: клієнт не побачить біля свого замовлення, куди платити.',
    change: 'Змінити реквізити',
    lead: 'Клієнт побачить їх біля неоплаченого замовлення та в акті.',
    details: 'Реквізити',
    help: 'Одержувач, код ЄДРПОУ, IBAN, призначення платежу. До 1000 знаків. Порожньо: не показувати.',
    stored: 'Зараз збережено',
    storedNone: 'нічого',
    yes: 'Зберегти',
    saved: 'Реквізити збережено, клієнти вже бачать їх.',
    removed: 'Реквізити прибрано, клієнти їх більше не бачать.',
  },
  en: {
    title: 'Payment details',
    none: 'There are no payment details: a client does not see at its order where to pay.',
    change: 'Change the details',
    lead: 'The client sees them at an unpaid order and in the statement.',
    details: 'Payment details',
    help: 'Payee, tax number, bank account, purpose of the payment. Up to 1000 characters. Empty: nothing is shown.',
    stored: 'Stored now',
    storedNone: 'nothing',
    yes: 'Save',
    saved: 'The payment details are saved, clients see them from now on.',
    removed: 'The payment details are removed, clients see them no more.',
  },
})
