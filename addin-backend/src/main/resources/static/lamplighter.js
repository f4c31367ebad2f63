// SPDX-License-Identifier: GPL-3.0-or-later
// Everything works without this file; it adds keys, remembers the theme, and says aloud what htmx changed.
(() => {
  'use strict';
  const $ = (selector) => document.querySelector(selector);
  const body = document.body;
  document.documentElement.classList.add('has-script');

  // The theme: the stylesheet shows the choice at once, the cookie brings it back with the next page.
  $('#theme')?.addEventListener('change', (event) => {
    const theme = event.target.value;
    const age = theme ? 31536000 : 0;
    document.cookie = `theme=${theme}; Path=/; Max-Age=${age}; SameSite=Lax`;
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  });

  // The keys.
  const typing = (element) => element.closest('input, select, textarea, [contenteditable]');
  const move = (by) => {
    const rows = [...document.querySelectorAll('tr.deal')];
    if (!rows.length) return;
    const here = rows.findIndex((row) => row.classList.contains('is-at'));
    const next = Math.min(rows.length - 1, Math.max(0, here < 0 ? 0 : here + by));
    rows[here]?.classList.remove('is-at');
    rows[next].classList.add('is-at');
    rows[next].querySelector('.deal-name').focus({ preventScroll: true });
    rows[next].scrollIntoView({ block: 'nearest' });
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    f: () => $('#f-owner')?.focus(),
    '/': () => { $('#q')?.focus(); $('#q')?.select(); },
    '?': () => $('#keys')?.showModal(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.target.id === 'q') event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || $('dialog[open]')) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
  $('#keys-open')?.addEventListener('click', () => $('#keys').showModal());
  $('#keys-close')?.addEventListener('click', () => $('#keys').close());

  // A link that is shown once is copied with one key.
  $('#link-href')?.addEventListener('focus', (event) => event.target.select());

  // Pressing a state in the strip keeps the other filters.
  document.querySelectorAll('.cell[data-state]').forEach((cell) => cell.addEventListener('click', (event) => {
    const state = $('#f-state');
    if (!state || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    state.value = state.value === cell.dataset.state ? '' : cell.dataset.state;
    state.dispatchEvent(new Event('change', { bubbles: true }));
  }));

  // After the list was filtered: the address, the strip and the clearing link follow.
  const filtered = () => {
    const form = $('#filters');
    const chosen = [...new FormData(form)].filter(([name, value]) => value && !(name === 'sort' && value === 'urgency'));
    const query = new URLSearchParams(chosen).toString();
    history.replaceState(null, '', query ? `/board?${query}` : '/board');
    $('#f-clear').hidden = !chosen.some(([name]) => name !== 'sort');
    document.querySelectorAll('.cell[data-state]').forEach((cell) => {
      if (cell.dataset.state === $('#f-state').value) cell.setAttribute('aria-current', 'true');
      else cell.removeAttribute('aria-current');
    });
    $('#list-says').textContent = $('#deals').dataset.says;
  };
  document.addEventListener('htmx:afterSettle', (event) => {
    const said = event.target.dataset?.say;
    if (said && !byItself) $('#said').textContent = said;
    if (event.target.id === 'deals') filtered();
    if (byItself && event.target.id === 'deals') stay();
  });

  // What changes by itself must not take away where somebody is: the list keeps its length, the row its mark. Of the focus htmx takes
  // care, where what has it has an id.
  let byItself = false;
  let place = null;
  const news = new Set();
  const stay = () => {
    if (place) document.getElementById(place)?.classList.add('is-at');
    byItself = false;
    news.forEach((deal) => document.getElementById(`deal-${deal}`)?.classList.add('is-new'));
    news.clear();
  };
  document.addEventListener('htmx:configRequest', (event) => {
    if (event.target.id === 'filters' && event.detail.triggeringEvent?.type === 'deals-changed') {
      event.detail.parameters.shown = document.querySelectorAll('tr.deal').length;
      byItself = true;
    } else if (event.target.id === 'filters') byItself = false;
  });
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (event.detail.target?.id === 'deals') place = $('tr.is-at')?.id;
  });

  // "Show more" goes away with the focus on it: put it on the first thing that came.
  let from = null;
  document.addEventListener('htmx:beforeRequest', (event) => {
    const place = event.target.closest('#more, .timeline > li, .more-held, li.more');
    from = place ? { before: place.previousElementSibling, parent: place.parentElement } : null;
    $('#deals')?.setAttribute('aria-busy', 'true');
  });
  document.addEventListener('htmx:afterRequest', () => {
    $('#deals')?.removeAttribute('aria-busy');
    const first = from && (from.before ? from.before.nextElementSibling : from.parent.firstElementChild);
    first?.querySelector('a, summary, [tabindex]')?.focus({ preventScroll: true });
    from = null;
  });

  // A deal's page: what is new on the timeline comes in, what has changed changes; an entry that somebody works in stays as it is.
  const key = (entry) => entry.querySelector('[id^="act-"]')?.id || entry.querySelector('h3')?.textContent || (entry.querySelector('button[hx-get]') ? 'more' : 'nothing');
  const same = (one, other) => one.textContent.replace(/\s+/g, ' ') === other.textContent.replace(/\s+/g, ' ');
  const touched = (piece) => piece.contains(document.activeElement) || [...piece.querySelectorAll('input:not([type="hidden"]), textarea')].some((field) => field.value !== field.defaultValue)
    || [...piece.querySelectorAll('details[open]')].some((open) => open.querySelector('form'));
  const replaced = (old, fresh) => {
    const open = [...old.querySelectorAll('details')].map((one) => one.open);
    [...fresh.querySelectorAll('details')].forEach((one, index) => { one.open = open[index] ?? one.open; });
    old.replaceWith(fresh);
    window.htmx?.process(fresh);
  };
  const merged = (list, fresh) => {
    const known = new Map([...list.children].map((entry) => [key(entry), entry]));
    let last = null;
    let added = 0;
    [...fresh.children].forEach((entry) => {
      const old = known.get(key(entry));
      known.delete(key(entry));
      if (key(entry) === 'more') return;
      if (!old) {
        entry.classList.add('is-new');
        if (last) last.after(entry); else list.prepend(entry);
        window.htmx?.process(entry);
        added += 1;
        last = entry;
      } else if (same(old, entry) || touched(old)) last = old;
      else {
        replaced(old, entry);
        last = entry;
      }
    });
    // What was taken off the deal; older entries stand below the last that came.
    known.forEach((entry) => {
      if (key(entry) === 'nothing' || (last && key(entry) !== 'more' && !touched(entry) && entry.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_FOLLOWING)) entry.remove();
    });
    return added;
  };
  let asking = null;
  const refreshDeal = async () => {
    const answer = await fetch(location.pathname + location.search, { headers: { Accept: 'text/html' } });
    if (answer.redirected && new URL(answer.url).pathname.startsWith('/login')) { location.assign('/login'); return; }
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    ['deal-head', 'chart', 'time-says', 'facts', 'team', 'seen'].forEach((id) => {
      const [old, now] = [document.getElementById(id), fresh.getElementById(id)];
      if (old && now && !same(old, now) && !touched(old)) replaced(old, now);
    });
    const added = merged($('.timeline'), fresh.querySelector('.timeline'));
    if (added) $('#said').textContent = added === 1 ? 'One new entry on the timeline.' : `${added} new entries on the timeline.`;
  };
  const dealChanged = () => {
    if (!asking) asking = setTimeout(() => refreshDeal().catch(() => {}).finally(() => { asking = null; }), 300);
  };
  const changed = (deals) => {
    deals.forEach((deal) => news.add(deal));
    const own = Number($('main[data-deal]')?.dataset.deal);
    if (own && (!deals.length || deals.includes(own))) dealChanged();
    window.htmx?.trigger(body, 'activity');
  };

  // Warnings and what is new, as they come. Only a page that is looked at listens: a browser has few connections for each server. What was
  // told in between is told then, because the page says what it has heard.
  let heard = body.dataset.live;
  let stream = null;
  let opened = false;
  const listen = () => {
    if (heard === undefined || document.visibilityState !== 'visible') {
      stream?.close();
      stream = null;
    } else if (!stream || stream.readyState === EventSource.CLOSED) {
      stream = new EventSource(`/events?after=${encodeURIComponent(heard)}`);
      // What was missed while nobody listened is not told again; the page asks for itself.
      stream.addEventListener('open', () => {
        if (opened) changed([]);
        opened = true;
      });
      stream.addEventListener('activity', (event) => changed(JSON.parse(event.data).deals));
      stream.addEventListener('warning', (event) => {
        heard = event.lastEventId;
        const told = JSON.parse(event.data);
        window.htmx?.trigger(body, 'warning');
        if (told.what !== 'RAISED') return;
        $('#said').textContent = told.about === 'CHAMPION_LEFT' ? `A contact has left, on ${told.name}.` : `Bad news on ${told.name}.`;
        const fresh = $(`main[data-deal="${Number(told.deal)}"] #fresh`);
        if (fresh) fresh.hidden = false;
      });
    }
  };
  document.addEventListener('visibilitychange', listen);
  addEventListener('pageshow', listen);
  addEventListener('pagehide', () => { stream?.close(); stream = null; });

  // The server does not answer: say since when, and keep what is there.
  const loaded = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const stale = (gone) => {
    const notice = $('#stale');
    if (gone && notice.hidden) $('#stale-title').textContent = `This page is from ${loaded}; the server does not answer`;
    notice.hidden = !gone;
  };
  document.addEventListener('htmx:sendError', () => stale(true));
  document.addEventListener('htmx:timeout', () => stale(true));
  document.addEventListener('htmx:responseError', (event) => {
    if (event.detail.xhr.status === 401) location.assign('/login');
    else stale(true);
  });
  // The session ended: what came back is the sign-in page, not the piece that was asked for.
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (!new URL(event.detail.xhr.responseURL || location.href, location.href).pathname.startsWith('/login')) return;
    event.preventDefault();
    location.assign('/login');
  });
  document.addEventListener('htmx:afterOnLoad', (event) => { if (event.detail.xhr.status < 400) stale(false); });
})();
