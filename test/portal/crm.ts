export const invoiceType = 31
export const companyType = 4
/** The one pipeline of invoices, as a new portal has it. */
export const invoiceCategory = 1

export interface Company {
  id: number
  title: string
}

export interface ProductRow {
  id: number
  productName: string
  price: number
  quantity: number
}

export interface Payment {
  id: number
  sum: number
  paid: 'Y' | 'N'
}

export interface Invoice {
  id: number
  title: string
  xmlId: string
  stageId: string
  previousStageId: string
  companyId: number
  opportunity: number
  isManualOpportunity: 'Y' | 'N'
  currencyId: string
  createdBy: number
  createdTime: Date
  rows: ProductRow[]
  payments: Payment[]
}

export interface Crm {
  companies: Company[]
  invoices: Invoice[]
  lastInvoice: number
}

export interface Stage {
  id: number
  statusId: string
  semantics: 'S' | 'F' | null
  name: 'stageNew' | 'stageSent' | 'stagePaid' | 'stageRefused'
}

export const stages: Stage[] = [
  { id: 71, statusId: 'DT31_1:N', semantics: null, name: 'stageNew' },
  { id: 73, statusId: 'DT31_1:S', semantics: null, name: 'stageSent' },
  { id: 75, statusId: 'DT31_1:P', semantics: 'S', name: 'stagePaid' },
  { id: 77, statusId: 'DT31_1:D', semantics: 'F', name: 'stageRefused' },
]

export function emptyCrm(): Crm {
  const titles = ['Ромашка', 'Северный ветер', 'Дубрава']
  return { companies: titles.map((title, index) => ({ id: index + 1, title })), invoices: [], lastInvoice: 0 }
}

export function findInvoice({ crm }: { crm: Crm }, id: number): Invoice | undefined {
  return crm.invoices.find((known) => known.id === id)
}

export function findCompany({ crm }: { crm: Crm }, id: number): Company | undefined {
  return crm.companies.find((known) => known.id === id)
}
