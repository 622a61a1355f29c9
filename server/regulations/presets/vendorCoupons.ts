import type { Regulation } from '#contract/regulations/document.types.ts'
import { texts } from './texts.ts'

/** Special requests of enterprise clients (T10): no queue, an hour round the clock, the work stays in the ticket. */
export const vendorCoupons: NonNullable<Regulation['coupons']> = {
  levels: ['enterprise'],
  requests: 15,
  validYears: 1,
  mailsPhoneOfResponsible: true,
  included: [
    {
      code: 'remoteInstall',
      title: texts(
        'Помогаем удалённо с установкой продукта и обновлений',
        'Допомагаємо віддалено зі встановленням продукту й оновлень',
        'Remote help with installing the product and updates',
      ),
      calendar: null,
      limits: [],
    },
    {
      code: 'developers',
      title: texts(
        'В рабочие часы можем привлечь разработчиков',
        'У робочі години можемо залучити розробників',
        'Developers may join in during working hours',
      ),
      calendar: 'office',
      limits: [],
    },
    {
      code: 'database',
      title: texts(
        'Советуем, как развернуть и настроить базу данных',
        'Радимо, як розгорнути й налаштувати базу даних',
        'Advice on setting up a database',
      ),
      calendar: null,
      limits: [],
    },
    {
      code: 'performanceReview',
      title: texts(
        'Проверка производительности вместе с разработчиками, отдельным спецобращением',
        'Перевірка продуктивності разом із розробниками, окремим спецзверненням',
        'A performance review together with developers, as a special request of its own',
      ),
      calendar: null,
      limits: [
        { what: texts('шаблоны сайта', 'шаблони сайту', 'site templates'), atMost: 1 },
        { what: texts('публичные страницы', 'публічні сторінки', 'public pages'), atMost: 5 },
      ],
    },
    {
      code: 'securityReview',
      title: texts(
        'Проверка безопасности ваших компонентов вместе со специалистами по безопасности, отдельным спецобращением',
        'Перевірка безпеки ваших компонентів разом зі спеціалістами з безпеки, окремим спецзверненням',
        'A security review of your components together with security specialists, as a special request of its own',
      ),
      calendar: null,
      limits: [
        {
          what: texts('компоненты или страницы', 'компоненти або сторінки', 'components or pages'),
          atMost: 5,
        },
      ],
    },
  ],
  excluded: [
    texts('Разработка новых компонентов', 'Розробка нових компонентів', 'Developing new components'),
    texts('Доработка имеющихся', 'Доопрацювання наявних', 'Reworking existing ones'),
  ],
}
