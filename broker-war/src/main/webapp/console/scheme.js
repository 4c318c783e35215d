// No module, so that it runs before the first paint: a chosen colour scheme must not flash the other one first.
document.documentElement.dataset.scheme = localStorage.getItem('kingtask.scheme') ?? 'auto';
