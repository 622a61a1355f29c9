import { catalogue } from '#contract/common.ts'

/** Which company of the desk’s CRM a client is. */
export const companyLinkTexts = catalogue({
  ru: {
    notLinkedOwner:
      'Выберите клиента: здесь появятся его обращения и баланс, а счета на его заказы будут на эту компанию.',
    client: 'Клиент',
    clientHint: 'Часть названия или адреса',
    noClients: 'Таких клиентов у службы нет.',
    linkClient: 'Связать',
    linkClientOf: 'Связать с клиентом {name}',
    company: 'Компания в CRM',
    companyNone: 'Компания в CRM не выбрана: счета на заказы будут без компании.',
    companyChoose: 'Выбрать компанию',
    companyChange: 'Сменить',
    companyRemove: 'Отвязать',
    notLinkedTitle: 'Компания не связана с клиентом',
  },
  uk: {
    notLinkedOwner:
      'Виберіть клієнта: тут з’являться його звернення й баланс, а рахунки на його замовлення будуть на цю компанію.',
    client: 'Клієнт',
    clientHint: 'Частина назви або адреси',
    noClients: 'Таких клієнтів у служби немає.',
    linkClient: 'Пов’язати',
    linkClientOf: 'Пов’язати з клієнтом {name}',
    company: 'Компанія в CRM',
    companyNone: 'Компанію в CRM не вибрано: рахунки на замовлення будуть без компанії.',
    companyChoose: 'Вибрати компанію',
    companyChange: 'Змінити',
    companyRemove: 'Відв’язати',
    notLinkedTitle: 'Компанію не пов’язано з клієнтом',
  },
  en: {
    notLinkedOwner:
      'Choose a client: its tickets and balance appear here, and invoices for its orders are made on this company.',
    client: 'Client',
    clientHint: 'A part of the name or address',
    noClients: 'The desk has no such clients.',
    linkClient: 'Link',
    linkClientOf: 'Link to the client {name}',
    company: 'Company in CRM',
    companyNone: 'No CRM company is chosen: invoices for orders are made without one.',
    companyChoose: 'Choose a company',
    companyChange: 'Change',
    companyRemove: 'Unlink',
    notLinkedTitle: 'This company is not linked to a client',
  },
})
