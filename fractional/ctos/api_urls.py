from django.urls import path

from fractional.ctos.api import answers, file, posts, references, week

urlpatterns = [
    path("profile/", file.Profile.as_view(), name="profile"),
    path("profile/wants/", answers.Wants.as_view(), name="wants"),
    path("profile/presentation/", answers.Presentation.as_view(), name="presentation"),
    path("profile/rates/", answers.Rates.as_view(), name="rates"),
    path("profile/rules/", answers.Rules.as_view(), name="rules"),
    path("profile/posts/", posts.Posts.as_view(), name="posts"),
    path("profile/posts/<uuid:post>/", posts.OnePost.as_view(), name="post"),
    path("profile/posts/<uuid:post>/remove/", posts.RemovePost.as_view(), name="post_remove"),
    path("profile/references/", references.References.as_view(), name="references"),
    path(
        "profile/references/<uuid:reference>/take-back/",
        references.TakeBack.as_view(),
        name="reference_take_back",
    ),
    path("profile/submit/", file.Submit.as_view(), name="profile_submit"),
    path("profile/pause/", file.Pause.as_view(), name="profile_pause"),
    path("profile/resume/", file.Resume.as_view(), name="profile_resume"),
    path("profile/reopen/", file.Reopen.as_view(), name="profile_reopen"),
    path("profile/leave/", file.Leave.as_view(), name="profile_leave"),
    path("availability/", week.Availability.as_view(), name="availability"),
    path("availability/confirm/", week.ConfirmAvailability.as_view(), name="availability_confirm"),
    path("availability/clients/", week.TakeHalfDays.as_view(), name="availability_clients"),
    path("availability/clients/release/", week.GiveHalfDaysBack.as_view(), name="availability_release"),
]
