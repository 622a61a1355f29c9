import type { PortalUser } from './state.ts'

/** The people of the three default portals, by the part they play. All of them are invented. */
export const clientPeople = {
  admin: person(1, 'Марина Калинина', { position: 'Директор', isAdmin: true, gender: 'F' }),
  secondAdmin: person(2, 'Олег Тарасевич', { position: 'Системный администратор', isAdmin: true }),
  integrator: person(3, 'Тимур Ахметшин', { position: 'Внешний интегратор' }),
  employee: person(4, 'Наталья Зуева', { position: 'Бухгалтер', gender: 'F' }),
  extranet: person(5, 'Игорь Пашков', { position: 'Подрядчик', type: 'extranet' }),
}

export const partnerPeople = {
  owner: person(1, 'Виктор Лаптев', { position: 'Руководитель', isAdmin: true }),
  lead: person(2, 'Светлана Горина', { position: 'Руководитель поддержки', gender: 'F' }),
  firstAgent: person(3, 'Артём Нечаев', { position: 'Специалист поддержки' }),
  secondAgent: person(4, 'Дарья Селезнёва', { position: 'Специалист поддержки', gender: 'F' }),
  employee: person(5, 'Павел Ершов', { position: 'Менеджер по продажам' }),
}

export const standardPeople = {
  owner: person(1, 'Елена Верещагина', { position: 'Директор по поддержке', isAdmin: true, gender: 'F' }),
  firstAgent: person(2, 'Никита Громов', { position: 'Инженер поддержки' }),
  secondAgent: person(3, 'Алина Мельник', { position: 'Инженер поддержки', gender: 'F' }),
}

/** One portal user; the e-mail is made of the id unless told. */
export function person(id: number, fullName: string, details: Partial<PortalUser> = {}): PortalUser {
  const [name = '', ...rest] = fullName.split(' ')
  return {
    id,
    name,
    lastName: rest.join(' '),
    email: `user${id}@portal.example`,
    position: '',
    gender: 'M',
    type: 'employee',
    isAdmin: false,
    isActive: true,
    ...details,
  }
}

export function fullNameOf(user: PortalUser): string {
  return `${user.name} ${user.lastName}`.trim()
}
