/*
 * What the four portals share: the list of meetings and the date, both from the sync server. Plain
 * script for kernels from Chromium 78 on; the portals work without it, with the meeting of the address.
 */
(function () {
  'use strict';
  var RETRY_MS = 5000;
  var workspace = document.querySelector('siban-workspace');
  var list = document.querySelector('[data-meetings]');
  var day = document.querySelector('[data-today]');
  var server = workspace.getAttribute('server');
  var english = workspace.getAttribute('lang') === 'en';
  var params = new URLSearchParams(location.search);
  var room = document.querySelector('siban-agenda-board').getAttribute('room');

  function readJson(url, options) {
    return fetch(url, options).then(function (response) {
      if (!response.ok) throw new Error(url + ' answered ' + response.status);
      return response.json();
    });
  }

  function showMeetings(rooms) {
    list.textContent = '';
    rooms.forEach(function (meeting) {
      var item = document.createElement('li');
      var link = document.createElement('a');
      params.set('room', meeting.room);
      link.href = '?' + params;
      link.textContent = meeting.title || meeting.room;
      if (meeting.room === room) link.setAttribute('aria-current', 'page');
      item.appendChild(link);
      list.appendChild(item);
    });
  }

  function showDay(time) {
    day.textContent = new Date(time.now).toLocaleDateString(english ? 'en-GB' : 'zh-CN', {
      timeZone: 'Asia/Shanghai',
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      weekday: 'long',
    });
  }

  function load() {
    Promise.all([
      readJson(server + '/api/time').then(showDay),
      readJson(workspace.getAttribute('token-src'))
        .then(function (answer) {
          return readJson(server + '/api/rooms?kind=agenda', { headers: { authorization: 'Bearer ' + answer.token } });
        })
        .then(function (answer) {
          showMeetings(answer.rooms);
        }),
    ]).catch(function () {
      // The server is away: the board says so itself, the list comes when the server does.
      setTimeout(load, RETRY_MS);
    });
  }

  load();
})();
