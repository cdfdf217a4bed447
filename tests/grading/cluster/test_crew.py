"""The books: who has what in hand, and what goes back."""

from __future__ import annotations

from autograder.grading.cluster.crew import MAX_ENDED, MAX_LOST, Member, Queue, Task, Ticket, find_straggler
from autograder.grading.many import Job

JOBS = [Job(f"{name}.ipynb", name) for name in "abc"]


def test_a_queue_gives_each_once_and_what_came_back_first():
    queue = Queue(JOBS)
    first = queue.take()
    assert first is not None
    second = queue.take()
    queue.give_back(first)
    again, third = queue.take(), queue.take()
    assert ["a", "b", "a", "c"] == [task.job.learner for task in (first, second, again, third) if task]
    assert queue.take() is None
    for task in (first, second, third):
        assert not queue.done
        assert task is not None
        queue.settle(task)
    assert queue.done


def test_what_is_settled_or_with_another_worker_is_not_given_again():
    queue = Queue(JOBS[:1])
    task = queue.take()
    assert task is not None
    task.tickets.add(1)
    queue.give_back(task)
    assert queue.take() is None
    task.tickets.clear()
    queue.settle(task)
    queue.give_back(task)
    assert queue.take() is None


def test_nobody_is_given_more_than_a_few_at_a_time():
    assert [2, 13] == [Member("a", threads, "able").room for threads in (1, 8)]
    assert [0, 0] == [Member("a", 8, state).room for state in ("asked", "aside")]
    assert 11 == Member("a", 8, "able", tickets={1, 2}).room


def test_work_that_takes_workers_with_it_is_given_up():
    assert not Task(0, JOBS[0], ended=MAX_ENDED - 1, lost=MAX_LOST - 1).hopeless
    assert Task(0, JOBS[0], ended=MAX_ENDED).hopeless
    assert Task(0, JOBS[0], lost=MAX_LOST).hopeless


def test_a_straggler_is_the_oldest_of_another_worker_and_copied_once():
    idle, busy = Member("idle", 1, "able"), Member("busy", 1, "able")
    tasks = [Task(n, job, tickets={n}) for n, job in enumerate(JOBS)]
    tickets = {0: Ticket(busy, tasks[0], 5.0), 1: Ticket(busy, tasks[1], 3.0), 2: Ticket(idle, tasks[2], 1.0)}
    assert tasks[1] is find_straggler(tasks, tickets, idle, before=10.0)
    assert find_straggler(tasks, tickets, idle, before=3.0) is None
    tasks[1].copied = True
    assert tasks[0] is find_straggler(tasks, tickets, idle, before=10.0)
