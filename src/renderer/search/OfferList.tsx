import { IconBookmark, IconHistory, IconX } from '@tabler/icons-react';
import { formatCount } from '../ui/format.ts';
import styles from './OfferList.module.css';
import { QueryText } from './QueryText.tsx';
import { type OfferGroup, offerKey, type SearchOffer } from './search-offers.ts';

export interface OfferListProps {
  readonly id: string;
  readonly groups: readonly OfferGroup[];
  /** Place among all offers; -1: none is marked. */
  readonly active: number;
  readonly onAccept: (offer: SearchOffer) => void;
  /** Takes a search out of those made before. */
  readonly onForget: (text: string) => void;
}

/** What could be typed here, or searched again. The focus stays in the text field. */
export function OfferList({ id, groups, active, onAccept, onForget }: OfferListProps) {
  let place = -1;
  return (
    <div className={styles.list} id={id} role="listbox" aria-label="Completions">
      {groups.map(({ title, offers }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a list of options
        <div key={title} role="group" aria-label={title}>
          {groups.length === 1 ? null : (
            <div className={styles.title} aria-hidden>
              {title}
            </div>
          )}
          {offers.map((offer) => {
            place++;
            return (
              <Option
                key={offerKey(offer)}
                id={`${id}-${place}`}
                offer={offer}
                isActive={place === active}
                onAccept={onAccept}
                onForget={onForget}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

interface OptionProps extends Pick<OfferListProps, 'onAccept' | 'onForget'> {
  readonly id: string;
  readonly offer: SearchOffer;
  readonly isActive: boolean;
}

function Option({ id, offer, isActive, onAccept, onForget }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className={styles.option}
      aria-selected={isActive}
      ref={isActive ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
      onPointerDown={(event) => {
        event.preventDefault();
        if (event.button === 0) onAccept(offer);
      }}
    >
      <Content offer={offer} onForget={onForget} />
    </div>
  );
}

function Content({ offer, onForget }: Pick<OptionProps, 'offer' | 'onForget'>) {
  switch (offer.kind) {
    case 'completion':
      return (
        <>
          <span className={styles.label}>{offer.label}</span>
          <span className={styles.hint}>{offer.count === undefined ? offer.hint : formatCount(offer.count)}</span>
        </>
      );
    case 'view':
      return (
        <>
          <IconBookmark className={styles.icon} size={14} aria-hidden />
          <span className={styles.label}>{offer.view.name}</span>
          <span className={styles.hint}>view</span>
        </>
      );
    case 'recent':
      return (
        <>
          <IconHistory className={styles.icon} size={14} aria-hidden />
          <span className={styles.label}>
            <QueryText text={offer.text} />
          </span>
          <span
            className={styles.forget}
            title="Forget this search (Shift+Delete)"
            aria-hidden
            onPointerDown={(event) => {
              event.preventDefault();
              event.stopPropagation();
              onForget(offer.text);
            }}
          >
            <IconX size={13} />
          </span>
        </>
      );
    default:
      return offer satisfies never;
  }
}
