import { REPORT_MESSAGES, SAMPLES_PER_PARAMETER } from '../../../shared/report.ts';
import { CALCULATOR } from './calculator.ts';

/** The page's whole script; its hash is in the page's policy, so that nothing else runs. Old syntax runs anywhere. */
export const PAGE_SCRIPT = `
(function () {
  var perParameter = ${SAMPLES_PER_PARAMETER};
  var parameters = document.getElementById('${CALCULATOR.parameters}');
  var samples = document.getElementById('${CALCULATOR.samples}');
  var verdict = document.getElementById('${CALCULATOR.verdict}');
  addEventListener('message', function (event) {
    if (event.data === '${REPORT_MESSAGES.print}') print();
  });
  if (parent !== window) parent.postMessage('${REPORT_MESSAGES.ready}', '*');
  if (!parameters || !samples || !verdict) return;
  var here = Number(verdict.getAttribute('data-samples'));
  var units = { k: 1e3, m: 1e6, b: 1e9 };
  function read(field) {
    var match = /^\\s*([0-9][0-9,. ]*)\\s*([kmb]?)\\s*$/i.exec(field.value);
    if (!match) return null;
    var value = Number(match[1].replace(/[, ]/g, '')) * (units[match[2].toLowerCase()] || 1);
    return isFinite(value) ? Math.round(value) : null;
  }
  function show(value) {
    return value.toLocaleString('en-US');
  }
  function say(wanted) {
    if (wanted === null) verdict.textContent = 'Type a number, such as 25000, 11M or 1.2k.';
    else if (wanted <= here) verdict.textContent = 'The ' + show(here) + ' images here are enough by this rule.';
    else verdict.textContent = 'By this rule ' + show(wanted - here) + ' more than the ' + show(here) + ' images here.';
  }
  parameters.addEventListener('input', function () {
    var value = read(parameters);
    samples.value = value === null ? '' : show(value * perParameter);
    say(value === null ? null : value * perParameter);
  });
  samples.addEventListener('input', function () {
    var value = read(samples);
    parameters.value = value === null ? '' : show(Math.floor(value / perParameter));
    say(value);
  });
})();
`;
