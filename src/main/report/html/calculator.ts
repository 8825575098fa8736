import { type Report, SAMPLES_PER_PARAMETER } from '../../../shared/report.ts';
import { countText, nounText } from '../figures.ts';
import { html, type Markup } from './markup.ts';
import { section } from './sections.ts';

/** Ids that the page's script finds its fields by. */
export const CALCULATOR = { parameters: 'parameters', samples: 'samples', verdict: 'verdict' } as const;

/** The rule of thumb both ways. The page's script follows what is typed; without it, this dataset's own figures stand. */
export function calculatorSection({ samples }: Report): Markup {
  const parameters = Math.floor(samples / SAMPLES_PER_PARAMETER);
  const body = html`<div class="calculator card">
    <label>Trainable parameters<input id="${CALCULATOR.parameters}" inputmode="numeric" autocomplete="off" value="${countText(parameters)}"></label>
    <span class="times" aria-hidden="true">× ${SAMPLES_PER_PARAMETER} ≤</span>
    <label>Images wanted<input id="${CALCULATOR.samples}" inputmode="numeric" autocomplete="off" value="${countText(samples)}"></label>
    <p id="${CALCULATOR.verdict}" role="status" data-samples="${samples}">${nounText(samples, 'image')}, as here, would do for ${nounText(parameters, 'parameter')}.</p>
  </div>
  <p class="note">A rule of thumb, no law: it comes from models of few parameters that are trained from nothing. Networks that were trained before need
  far fewer images, since only their last layers learn much; augmentation helps, and a thousand near-copies count as few.</p>`;
  return section(
    'calculator',
    'How many images does a model want?',
    'The rule of thumb says ten examples for each parameter that is trained.',
    body,
  );
}
