import { useEffect } from 'react';
import { isCarriedField } from '../../shared/carried-field.ts';
import { isTextField } from '../../shared/query.ts';
import { type MenuContext, selectForMenu, useContextMenu } from '../state/context-menu.ts';
import { currentTargets } from '../state/decisions.ts';

/**
 * Opens the context menu of what is under the pointer: `data-sample` is the id of a sample, `data-menu` a part of the page whose
 * own handler has chosen what is meant, `data-menu-field` a value of a field (`data-menu-value`; absent: no value). Elsewhere the
 * browser's menu comes, as in text.
 */
export function useContextMenuEvents(): void {
  useEffect(() => {
    const onContextMenu = (event: MouseEvent): void => {
      if (event.defaultPrevented || !(event.target instanceof Element)) return;
      const context = contextOf(event.target);
      if (context === null) return;
      event.preventDefault();
      useContextMenu.getState().show({ context, x: event.clientX, y: event.clientY });
    };
    window.addEventListener('contextmenu', onContextMenu);
    return () => window.removeEventListener('contextmenu', onContextMenu);
  }, []);
}

function contextOf(target: Element): MenuContext | null {
  const owner = target.closest<HTMLElement>('input, textarea, [role=menu], [data-menu-field], [data-sample], [data-menu]');
  if (owner === null) return null;
  const { menuField, menuValue, menuTitle, sample, menu } = owner.dataset;
  if (menuField !== undefined) return valueContext(menuField, menuValue ?? null, menuTitle ?? owner.textContent);
  if (sample !== undefined) selectForMenu(Number(sample));
  if (sample !== undefined || menu === 'samples') return currentTargets().length === 0 ? null : { kind: 'samples' };
  return menu === 'group' || menu === 'cell' || menu === 'section' ? { kind: menu } : null;
}

function valueContext(field: string, value: string | null, title: string): MenuContext | null {
  return isTextField(field) || isCarriedField(field) ? { kind: 'value', field, value, title: value ?? title } : null;
}
