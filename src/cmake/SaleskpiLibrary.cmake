# SPDX-License-Identifier: MIT
# How each of our libraries is made: from the files of its folders, with one set of properties.

include(GNUInstallDirs)

# saleskpi_need(<target> <package>): finds the package, unless the embedding project brought the
# target along.
macro(saleskpi_need target package)
    if(NOT TARGET ${target})
        find_package(${package} REQUIRED)
    endif()
endmacro()

# saleskpi_precompile(<target> <header>...)
# saleskpi_precompile(<target> REUSE_FROM <other target>)
# Precompiles headers, in our own builds only: it halves their time. Embedding projects build
# without, which proves that every source includes what it needs.
function(saleskpi_precompile target)
    if(NOT PROJECT_IS_TOP_LEVEL OR NOT ARGN)
        return()
    endif()
    if(ARGV1 STREQUAL "REUSE_FROM")
        target_precompile_headers(${target} REUSE_FROM ${ARGV2})
    else()
        target_precompile_headers(${target} PRIVATE ${ARGN})
    endif()
    # Lets ccache see through the precompiled header.
    target_compile_options(${target} PRIVATE
        $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
        "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endfunction()

# saleskpi_group_sources(<target> <source>...)
# Says which sources CMAKE_UNITY_BUILD compiles together: those of one folder, at most twelve. They
# share their helpers anyway, and a new file moves none of another folder into other company.
function(saleskpi_group_sources target)
    set(folders ${ARGN})
    list(TRANSFORM folders REPLACE "/[^/]*$" "")
    list(REMOVE_DUPLICATES folders)
    foreach(folder IN LISTS folders)
        set(sources ${ARGN})
        list(FILTER sources INCLUDE REGEX "^${folder}/[^/]*$")
        list(LENGTH sources count)
        math(EXPR groups "(${count} + 11) / 12")
        set(number 0)
        foreach(source IN LISTS sources)
            math(EXPR group "${number} * ${groups} / ${count}")
            get_filename_component(name ${folder} NAME)
            set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${name}_${group})
            math(EXPR number "${number} + 1")
        endforeach()
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()

# saleskpi_add_library(<target> EXPORT_NAME <name> FOLDERS <folder>... HEADERS <header>...
#                      [PUBLIC <target>...] [PRIVATE <target>...] [PRECOMPILED <header>...])
# A library of all headers in include/saleskpi/<folder> and all sources in src/<folder>, and of
# those of the named headers directly in include/saleskpi that exist. It is header-only if it has
# no source; without any file there is no such target.
function(saleskpi_add_library target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" EXPORT_NAME
        "FOLDERS;HEADERS;PUBLIC;PRIVATE;PRECOMPILED")
    set(include_dir ${PROJECT_SOURCE_DIR}/include)
    set(headers_of_folders ${arg_FOLDERS})
    set(sources_of_folders ${arg_FOLDERS})
    list(TRANSFORM headers_of_folders REPLACE "(.+)" "${include_dir}/saleskpi/\\1/*.hpp")
    list(TRANSFORM sources_of_folders REPLACE "(.+)" "${PROJECT_SOURCE_DIR}/src/\\1/*.cpp")
    list(TRANSFORM arg_HEADERS PREPEND ${include_dir}/saleskpi/)
    file(GLOB top_headers CONFIGURE_DEPENDS ${arg_HEADERS})
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${headers_of_folders})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${sources_of_folders})
    list(PREPEND headers ${top_headers})

    if(sources)
        add_library(${target} ${sources})
        target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src)
        target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
        saleskpi_group_sources(${target} ${sources})
        list(LENGTH sources count)
        if(NOT CMAKE_UNITY_BUILD OR count GREATER 24)  # it pays from the third compilation on
            saleskpi_precompile(${target} ${arg_PRECOMPILED})
        endif()
        set(scope PUBLIC)
    elseif(headers)
        add_library(${target} INTERFACE)
        target_link_libraries(${target} INTERFACE ${arg_PUBLIC})
        set(scope INTERFACE)
    else()
        return()
    endif()
    add_library(saleskpi::${arg_EXPORT_NAME} ALIAS ${target})
    target_compile_features(${target} ${scope} cxx_std_20)
    target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS ${include_dir} FILES ${headers})
    set_target_properties(${target} PROPERTIES
        EXPORT_NAME ${arg_EXPORT_NAME}
        VERSION ${PROJECT_VERSION}
        SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
    set_property(GLOBAL APPEND PROPERTY saleskpi_targets ${target})
    set_property(GLOBAL APPEND PROPERTY saleskpi_headers ${headers})

    if(SALESKPI_INSTALL)
        install(TARGETS ${target} EXPORT ${target}
            ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
            LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
            RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
            FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
    endif()
endfunction()
